import type { PageMessage, RenderContext } from '@/tests/fake-cloud/horizon/render-context';
import { escapeHtml } from './escape';
import { sideBar, topBar } from './navigation';
import { NO_FRAMES, pageScript } from './script';
import { styleOf } from './style';

function notice({ words }: RenderContext, { kind, text }: PageMessage): string {
  const [type, label] = kind === 'error' ? ['danger', words.error] : ['success', words.success];
  return `<div class="alert alert-dismissable alert-${type} fade in"><a class="close" data-dismiss="alert" href="#"><span class="fa fa-times">×</span></a><p><strong>${label}</strong>${escapeHtml(text)}</p></div>`;
}

function head(rendering: RenderContext, title: string): string {
  return `<head>
    <meta content='text/html; charset=utf-8' http-equiv='Content-Type' /><meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escapeHtml(title)} - OpenStack Dashboard</title>${styleOf(rendering.theme)}
    ${rendering.mayBeFramed ? '' : NO_FRAMES}
    <script>var WEBROOT = "${rendering.root}"; var STATIC_URL = "${rendering.root}static/";</script>
  </head>`;
}

/** A page of the dashboard. Source: openstack_dashboard/templates/base.html. */
export function dashboardPage(rendering: RenderContext, title: string, content: string): string {
  const q = rendering.traits.quote;
  return `<!DOCTYPE html>
<html>
  ${head(rendering, title)}
  <body id="" ng-app=${q}horizon.app${q} ng-strict-di>
    <noscript><div class="alert alert-danger text-center javascript-disabled">JavaScript</div></noscript>
    <div class=${q}topbar${q}>${topBar(rendering)}</div>
    <div id=${q}main_content${q}>
<div class="messages">
<toast></toast>
${rendering.messages.map((item) => notice(rendering, item)).join('\n')}
</div>
      ${sideBar(rendering)}
      <div id=${q}content_body${q}><div class=${q}container-fluid${q}><div class="row"><div class="col-xs-12">
${content}
      </div></div></div></div>
    </div>
    <div id="footer"></div>
    <script>${pageScript(rendering)}</script>
    <div id="modal_wrapper"></div>
  </body>
</html>`;
}

/** The breadcrumb above the header; Mitaka's detail page has it inside. */
export function breadcrumb(parts: string[]): string {
  return `<div class="page-breadcrumb"><ol class="breadcrumb">${parts.map((part) => `<li class="breadcrumb-item-truncate">${part}</li>`).join('')}</ol></div>`;
}
