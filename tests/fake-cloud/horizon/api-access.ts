import type { FakeAnswer } from '@/tests/fake-cloud/http/messages';
import { catalog, type FakeCatalogService } from '@/tests/fake-cloud/keystone/catalog';
import { htmlAnswer, pageNotFound } from './answers';
import { escapeHtml } from './markup/escape';
import { breadcrumb, dashboardPage } from './markup/page';
import { type Release, releaseOf } from './release';
import { type RenderContext, renderContextOf } from './render-context';
import type { SessionRequest } from './sessions';
import { fillIn } from './words';

/** The catalog of the session's token. */
export function catalogOf({ context, session }: SessionRequest): FakeCatalogService[] {
  return catalog(context, session.project.id);
}

/** The public URL of a service in the session's region; Keystone's of any. Source: openstack_dashboard/api/base.py `url_for`. */
function publicUrl(request: SessionRequest, service: FakeCatalogService): string | undefined {
  const { region } = request.session;
  return service.endpoints.find((item) => item.interface === 'public' && item.region === region)?.url;
}

/** The values of the downloads. Source: api_access/views.py `_get_openrc_credentials`. */
function accessFacts(request: SessionRequest) {
  const { user, project, region } = request.session;
  const identity = catalogOf(request).find((service) => service.type === 'identity');
  const domain = request.context.contents.domains.find((item) => item.id === user.domainId);
  return {
    authUrl: (identity && publicUrl(request, identity)) ?? '',
    userName: user.name,
    userDomainName: domain?.name ?? '',
    projectId: project.id,
    projectName: project.name,
    projectDomainId: project.domainId,
    region,
  };
}

/** Text between quotation marks of a shell script. Source: horizon/templatetags/shellfilter.py. */
function shell(text: string): string {
  return text.replace(/[\\`'"]/g, '\\$&');
}

/**
 * The `clouds.yaml` of the session, without a password. Django escapes the values for HTML.
 * Source: api_access/templates/api_access/clouds.yaml.template.
 */
function cloudsYamlText(facts: ReturnType<typeof accessFacts>): string {
  const text = escapeHtml;
  return `# A clouds.yaml file for OpenStack tools: put it in ~/.config/openstack/clouds.yaml
# and add your password to the auth section. Tools find this cloud by its name:
# OS_CLOUD=openstack or --os-cloud=openstack
clouds:
  openstack:
    auth:
      auth_url: ${text(facts.authUrl)}
      username: "${text(facts.userName)}"
      project_id: ${text(facts.projectId)}
      project_name: "${text(facts.projectName)}"
      user_domain_name: "${text(facts.userDomainName)}"
    region_name: "${text(facts.region)}"
    interface: "public"
    identity_api_version: 3`;
}

/** The `openrc` of the session. Source: api_access/templates/api_access/openrc.sh.template. */
function openrcText(facts: ReturnType<typeof accessFacts>, traits: Release): string {
  const bare = (text: string): string => (traits.quotedOpenrc ? `"${text}"` : text);
  const projectDomain = `export OS_PROJECT_DOMAIN_ID="${shell(facts.projectDomainId)}"
if [ -z "$OS_PROJECT_DOMAIN_ID" ]; then unset OS_PROJECT_DOMAIN_ID; fi\n`;
  return `#!/usr/bin/env bash
# The Identity service that gives tokens and the catalog.
export OS_AUTH_URL=${bare(facts.authUrl)}
# The project that owns the resources.
export OS_PROJECT_ID=${bare(facts.projectId)}
export OS_PROJECT_NAME="${shell(facts.projectName)}"
export OS_USER_DOMAIN_NAME="${shell(facts.userDomainName)}"
if [ -z "$OS_USER_DOMAIN_NAME" ]; then unset OS_USER_DOMAIN_NAME; fi
${traits.isOld ? '' : projectDomain}# unset v2.0 items in case set
unset OS_TENANT_ID
unset OS_TENANT_NAME
# The user who acts.
export OS_USERNAME="${shell(facts.userName)}"
echo "Please enter your OpenStack Password for project $OS_PROJECT_NAME as user $OS_USERNAME: "
read -sr OS_PASSWORD_INPUT
export OS_PASSWORD=${bare('$OS_PASSWORD_INPUT')}
export OS_REGION_NAME="${shell(facts.region)}"
if [ -z "$OS_REGION_NAME" ]; then unset OS_REGION_NAME; fi
export OS_INTERFACE=${bare('public')}
export OS_IDENTITY_API_VERSION=${bare('3')}`;
}

interface EndpointRow {
  /** position in the catalog */
  id: number;
  name: string;
  type: string;
  url: string;
}

/** Source: api_access/tables.py `pretty_service_names`. */
function pretty(type: string): string {
  return type.replaceAll('-', ' ').replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
}

function row({ id, name, type, url }: EndpointRow): string {
  return `<tr class="" data-display="${escapeHtml(name)}" data-display-key="name" data-object-id="${id}" id="endpoints__row__${id}">
    <td class="normal_column sortable">
            ${escapeHtml(pretty(type))}
        </td><td class="normal_column sortable">
            ${escapeHtml(url)}
        </td>
</tr>`;
}

/** The page with the public endpoints and the links to the downloads. Source: api_access/tables.py. */
function apiAccessPage(
  rendering: RenderContext,
  rows: EndpointRow[],
  shown: { cloudsYaml: boolean; openrc: boolean },
): string {
  const { root, traits, words, csrfToken } = rendering;
  const base = root + traits.apiAccess;
  const q = traits.quote;
  const link = (name: string, path: string, label: string): string =>
    `<li><a id="endpoints__action_${name}" class="btn data-table-action btn-default" href="${base}${path}" title="${label}"><span class="fa fa-download"></span> ${label}</a></li>`;
  const downloads = [
    ...(shown.cloudsYaml ? [link('download_clouds_yaml', 'clouds.yaml/', words.cloudsYaml)] : []),
    ...(shown.openrc ? [link('download_openrc', 'openrc/', words.openrc)] : []),
  ];
  const foot = `<tr><td colspan="2"><span class="table_count">${fillIn(words.count, rows.length)}</span></td></tr>`;
  const head = (label: string): string => `<th  class="sortable normal_column">\n            ${label}\n          </th>`;
  return `${breadcrumb([words.project, words.apiAccess])}
<div class=${q}page-header${q}><h1>${words.apiAccess}</h1></div>
<div class="table_wrapper"><form action="${base}" method="POST"><input type="hidden" name="csrfmiddlewaretoken" value="${csrfToken}">
<table id="endpoints" class="table table-striped datatable "><caption><div class="table_actions clearfix"><a id="endpoints__action_view_credentials" class="btn data-table-action btn-default ajax-modal" href="${base}view_credentials/" title="${words.viewCredentials}"> ${words.viewCredentials}</a>
<div class="table_actions_menu"><a class="btn btn-default dropdown-toggle" data-toggle="dropdown" href="#">${words.downloadRc} <span class="fa fa-caret-down"></span></a><ul class="dropdown-menu dropdown-menu-right">${downloads.join('')}</ul></div></div></caption>
<thead>${foot}<tr class="table_column_header">${head(words.service)}${head(words.endpoint)}</tr></thead>
<tbody>${rows.map(row).join('\n')}</tbody><tfoot>${foot}</tfoot></table></form></div>`;
}

function download(fileName: string, text: string): FakeAnswer {
  const headers = { 'Content-Type': 'text/plain', 'Content-Disposition': `attachment; filename="${fileName}"` };
  return { status: 200, headers, body: text };
}

function endpoints(request: SessionRequest): EndpointRow[] {
  return catalogOf(request)
    .map((service, id) => ({ id, name: service.name, type: service.type, url: publicUrl(request, service) ?? 'None' }))
    .sort((a, b) => (a.type < b.type ? -1 : 1));
}

/**
 * The pages and downloads of API access; undefined: another path. Each can be
 * switched off with `config.horizonOff`. Source: openstack_dashboard/dashboards/project/api_access/urls.py, views.py.
 */
export function apiAccess(request: SessionRequest, path: string): FakeAnswer | undefined {
  const { context, call, session } = request;
  const traits = releaseOf(context.config);
  const isThere = (part: 'cloudsYaml' | 'openrc' | 'endpoints'): boolean =>
    !context.config.horizonOff.includes(part) && !(part === 'cloudsYaml' && traits.isOld);
  const facts = accessFacts(request);
  if (path + call.url.search === traits.apiAccessPage || path === traits.apiAccessPage) {
    if (!isThere('endpoints')) return pageNotFound();
    const rendering = renderContextOf(context, call, session);
    const shown = { cloudsYaml: isThere('cloudsYaml'), openrc: isThere('openrc') };
    return htmlAnswer(
      200,
      dashboardPage(rendering, rendering.words.apiAccess, apiAccessPage(rendering, endpoints(request), shown)),
    );
  }
  if (!path.startsWith(traits.apiAccess)) return undefined;
  switch (path.slice(traits.apiAccess.length)) {
    case 'clouds.yaml/':
      return isThere('cloudsYaml') ? download('clouds.yaml', cloudsYamlText(facts)) : pageNotFound();
    case 'openrc/':
      return isThere('openrc')
        ? download(`${session.project.name}-openrc.sh`, openrcText(facts, traits))
        : pageNotFound();
    default:
      return undefined;
  }
}
