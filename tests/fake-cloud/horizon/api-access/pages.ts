import { escapeHtml } from '@/tests/fake-cloud/horizon/markup/escape';
import { breadcrumb } from '@/tests/fake-cloud/horizon/markup/page';
import type { RenderContext } from '@/tests/fake-cloud/horizon/markup/render-context';
import { fill } from '@/tests/fake-cloud/horizon/words';

export interface EndpointRow {
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
export function apiAccessPage(
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
  const foot = `<tr><td colspan="2"><span class="table_count">${fill(words.count, rows.length)}</span></td></tr>`;
  const head = (label: string): string => `<th  class="sortable normal_column">\n            ${label}\n          </th>`;
  return `${breadcrumb([words.project, words.apiAccess])}
<div class=${q}page-header${q}><h1>${words.apiAccess}</h1></div>
<div class="table_wrapper"><form action="${base}" method="POST"><input type="hidden" name="csrfmiddlewaretoken" value="${csrfToken}">
<table id="endpoints" class="table table-striped datatable "><caption><div class="table_actions clearfix"><a id="endpoints__action_view_credentials" class="btn data-table-action btn-default ajax-modal" href="${base}view_credentials/" title="${words.viewCredentials}"> ${words.viewCredentials}</a>
<div class="table_actions_menu"><a class="btn btn-default dropdown-toggle" data-toggle="dropdown" href="#">${words.downloadRc} <span class="fa fa-caret-down"></span></a><ul class="dropdown-menu dropdown-menu-right">${downloads.join('')}</ul></div></div></caption>
<thead>${foot}<tr class="table_column_header">${head(words.service)}${head(words.endpoint)}</tr></thead>
<tbody>${rows.map(row).join('\n')}</tbody><tfoot>${foot}</tfoot></table></form></div>`;
}
