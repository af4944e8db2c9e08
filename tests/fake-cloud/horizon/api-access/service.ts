import { html, pageNotFound } from '@/tests/fake-cloud/horizon/answers';
import { dashboardPage } from '@/tests/fake-cloud/horizon/markup/page';
import { traitsOf } from '@/tests/fake-cloud/horizon/release';
import { renderContextOf } from '@/tests/fake-cloud/horizon/render-context';
import type { SessionRequest } from '@/tests/fake-cloud/horizon/request';
import type { Answer } from '@/tests/fake-cloud/http/messages';
import { cloudsYamlText, openrcText } from './downloads';
import { accessFacts, catalogOf, publicUrl } from './facts';
import { apiAccessPage, type EndpointRow } from './pages';

function download(fileName: string, text: string): Answer {
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
 * switched off with `knobs.horizonOff`. Source: openstack_dashboard/dashboards/project/api_access/urls.py, views.py.
 */
export function apiAccess(request: SessionRequest, path: string): Answer | undefined {
  const { context, call, session } = request;
  const traits = traitsOf(context.knobs);
  const isThere = (part: 'cloudsYaml' | 'openrc' | 'endpoints'): boolean =>
    !context.knobs.horizonOff.includes(part) && !(part === 'cloudsYaml' && traits.isOld);
  const facts = accessFacts(request);
  if (path + call.url.search === traits.apiAccessPage || path === traits.apiAccessPage) {
    if (!isThere('endpoints')) return pageNotFound();
    const rendering = renderContextOf(context, call, session);
    const shown = { cloudsYaml: isThere('cloudsYaml'), openrc: isThere('openrc') };
    return html(
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
