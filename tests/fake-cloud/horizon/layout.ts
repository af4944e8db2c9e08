import type { DashboardSession } from './sessions';

/** Where the dashboard lives on its host. */
export const WEBROOT = '/horizon/';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#x27;' };

/** Text made safe for HTML, the way Django does it. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

const STYLE = `
  body { margin: 0; font: 14px/1.43 "Open Sans", system-ui, sans-serif; color: #354052; background: #f5f6f7; }
  a { color: #0a5a9e; text-decoration: none; }
  .topbar .navbar { display: flex; align-items: center; gap: 24px; height: 50px; padding: 0 16px; background: #fff; border-bottom: 1px solid #dfe3e8; }
  .navbar-brand { font-weight: 700; color: #da1a32; }
  .user-menu { margin-left: auto; }
  #main_content { display: grid; grid-template-columns: 200px 1fr; }
  .messages { grid-column: 1 / -1; }
  #sidebar { background: #fff; border-right: 1px solid #dfe3e8; min-height: calc(100vh - 51px); padding: 16px; }
  #content_body { padding: 16px 24px; min-width: 0; }
  .page-header h1, .detail-title .h1 { font-size: 24px; font-weight: 400; margin: 8px 0 16px; }
  .row { display: flex; justify-content: space-between; align-items: center; }
  table.table { width: 100%; border-collapse: collapse; background: #fff; }
  .table th, .table td { padding: 8px; border-top: 1px solid #e3e7eb; text-align: left; vertical-align: middle; }
  td.status_up { color: #1a7f37; } td.status_down { color: #b62324; } td.warning { color: #9a6700; }
  .list-unstyled { margin: 0; padding: 0; list-style: none; }
  .alert-info { background: #e8f2fb !important; border-color: #b8d6f0 !important; }
  .nav-tabs > .active > a { display: block; padding-bottom: 6px; box-shadow: inset 0 -2px #0a5a9e; }
  .actions_column { white-space: nowrap; }
  .word-break { word-break: break-word; }
  .btn { display: inline-block; padding: 6px 12px; font: inherit; color: #354052; background: #fff; border: 1px solid #c4cbd3; border-radius: 3px; cursor: pointer; }
  .btn-sm { padding: 4px 10px; font-size: 12px; }
  .btn-primary { color: #fff; background: #0a5a9e; border-color: #0a5a9e; }
  .btn-group { position: relative; display: inline-flex; }
  .caret { border: 4px solid transparent; border-top-color: currentColor; border-bottom: 0; display: inline-block; vertical-align: middle; }
  .dropdown-menu { display: none; position: absolute; z-index: 10; top: 100%; right: 0; min-width: 160px; margin: 2px 0 0; padding: 4px 0; list-style: none; background: #fff; border: 1px solid #c4cbd3; box-shadow: 0 6px 12px #0002; }
  .open > .dropdown-menu { display: block; }
  .dropdown-menu > li > :is(a, button) { display: block; width: 100%; box-sizing: border-box; padding: 4px 16px; border: 0; border-radius: 0; text-align: left; }
  .alert { padding: 12px 16px; margin: 8px 16px; background: #fdecea; border: 1px solid #f5c6c2; }
  .nav-tabs { display: flex; gap: 16px; padding: 0; list-style: none; border-bottom: 1px solid #c4cbd3; }
  .tab-pane { display: none; } .tab-pane.active { display: block; }
  .dl-horizontal { display: grid; grid-template-columns: 160px 1fr; gap: 4px; } .dl-horizontal dd { margin: 0; }
  .login { max-width: 360px; margin: 80px auto; background: #fff; padding: 24px; border: 1px solid #dfe3e8; }
  .form-control { display: block; width: 100%; box-sizing: border-box; padding: 6px 8px; margin: 4px 0 12px; font: inherit; }
  iframe { width: 100%; height: 480px; border: 0; }
`;

/** Opens drop-down menus, and fetches rows that are on their way to another state anew, as Horizon's script does. */
const SCRIPT = `
  document.addEventListener('click', (event) => {
    const toggle = event.target.closest('[data-toggle="dropdown"]');
    const group = toggle?.parentElement;
    for (const open of document.querySelectorAll('.btn-group.open')) if (open !== group) open.classList.remove('open');
    if (!toggle) return;
    event.preventDefault();
    group.classList.toggle('open');
  });
  async function refresh(row) {
    const answer = await fetch(row.dataset.updateUrl, { headers: { 'X-Requested-With': 'XMLHttpRequest' } });
    if (answer.status === 404) return row.remove();
    if (!answer.ok) return;
    const body = document.createElement('tbody');
    body.innerHTML = await answer.text();
    const fresh = body.firstElementChild;
    if (fresh && fresh.innerHTML !== row.innerHTML) row.replaceWith(fresh);
  }
  setInterval(() => {
    if (document.querySelector('.actions_column .btn-group.open')) return;
    for (const row of document.querySelectorAll('tr.warning.ajax-update')) refresh(row);
  }, 2500);
`;

function navigation(session: DashboardSession, projects: { id: string; name: string }[], domain: string): string {
  const items = projects
    .map(
      ({ id, name }) =>
        `<li><a href="${WEBROOT}auth/switch/${id}/?next=${WEBROOT}project/instances/" target="_self"><span class="dropdown-title">${escapeHtml(name)}</span></a></li>`,
    )
    .join('');
  return `<nav class="navbar navbar-default navbar-fixed-top">
    <a class="navbar-brand" href="${WEBROOT}project/instances/" target="_self">openstack</a>
    <div class="btn-group"><a class="dropdown-toggle" data-toggle="dropdown" href="#"><span class="context-overview"><span class="context-domain">${escapeHtml(domain)}</span> · <span class="context-project">${escapeHtml(session.project.name)}</span></span> <span class="caret"></span></a>
      <ul class="dropdown-menu context-selection selection-menu">${items}</ul></div>
    <div class="user-menu"><span class="user-name">${escapeHtml(session.user.name)}</span> <a href="${WEBROOT}auth/logout/" target="_self">Sign Out</a></div>
  </nav>`;
}

export interface PageParts {
  title: string;
  session: DashboardSession;
  projects: { id: string; name: string }[];
  domain: string;
  content: string;
  /** shown in the messages' place */
  message?: string;
}

/** A page of the dashboard for somebody who is logged in. */
export function dashboardPage({ title, session, projects, domain, content, message }: PageParts): string {
  const alert =
    message === undefined
      ? ''
      : `<div class="alert alert-dismissable alert-danger"><p><strong>Error: </strong>${escapeHtml(message)}</p></div>`;
  return `<!DOCTYPE html>
<html lang="en">
  <head><meta charset="utf-8"><title>${escapeHtml(title)} - OpenStack Dashboard</title><style>${STYLE}</style>
  <script>var WEBROOT = "${WEBROOT}"; var STATIC_URL = "${WEBROOT}static/";</script></head>
  <body id="" ng-app='horizon.app' ng-strict-di>
    <div class='topbar'>${navigation(session, projects, domain)}</div>
    <div id='main_content'>
      <div class="messages"><toast></toast>${alert}</div>
      <nav id='sidebar'><a href="${WEBROOT}project/instances/">Instances</a></nav>
      <div id='content_body'><div class='container-fluid'>${content}</div></div>
    </div>
    <div id="footer"></div>
    <script>${SCRIPT}</script>
    <div id="modal_wrapper"></div>
  </body>
</html>`;
}

/** The login page. `next`: where to go after. */
export function loginPage(next: string, isWrong: boolean): string {
  const field = (name: string, label: string, type = 'text'): string =>
    `<div class="form-group required"><label class="control-label required" for="id_${name}">${label}</label><input type="${type}" name="${name}" class="form-control" id="id_${name}"></div>`;
  const alert = isWrong ? '<div class="alert alert-danger"><p>Invalid credentials.</p></div>' : '';
  return `<!DOCTYPE html>
<html lang="en">
  <head><meta charset="utf-8"><title>Login - OpenStack Dashboard</title><style>${STYLE}</style></head>
  <body id="splash" ng-app='horizon.app' ng-strict-di>
    <div class="container login">
      <form method="POST" action="${WEBROOT}auth/login/" autocomplete="off" ng-controller="hzLoginController">
        <input type="hidden" name="csrfmiddlewaretoken" value="fake"><input type="hidden" name="next" value="${escapeHtml(next)}">
        <h3 class="login-title">Log in</h3>${alert}
        ${field('username', 'User Name')}${field('password', 'Password', 'password')}${field('domain', 'Domain')}
        <button id="loginBtn" type="submit" class="btn btn-primary"><span>Sign In</span></button>
      </form>
    </div>
    <div id="modal_wrapper"></div>
  </body>
</html>`;
}
