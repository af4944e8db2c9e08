import type { RenderContext } from '@/tests/fake-cloud/horizon/render-context';
import { escapeHtml } from './escape';

const DELIMITER = '<span class="fa fa-circle context-delimiter"></span>';

function overview({ visitor }: RenderContext): string {
  const region =
    visitor.regions.length > 1 ? `${DELIMITER}<span class="context-region">${escapeHtml(visitor.region)}</span>` : '';
  return `<span class="fa fa-list-alt"></span><span class="context-overview"><span class="context-domain">${escapeHtml(visitor.domain.name)}</span>${DELIMITER}<span class="context-project">${escapeHtml(visitor.project.name)}</span>${region}</span>`;
}

function menu(header: string, items: string[]): string {
  return `<li><ul class="dropdown-menu"><li class="dropdown-header">${header}</li>${items.join('')}</ul></li>`;
}

function contextSelection(rendering: RenderContext): string {
  const { root, words, visitor } = rendering;
  const next = `?next=${root}project/instances/`;
  const projects = visitor.projects.map(
    ({ id, name }) =>
      `<li><a class="${id === visitor.project.id ? ' dropdown-selected' : ''}" href="${root}auth/switch/${id}/${next}" target="_self"><span class="fa fa-check dropdown-selected-icon"></span><span class="dropdown-title">${escapeHtml(name)}</span></a></li>`,
  );
  const regions = visitor.regions.map(
    (region) =>
      `<li><a href="${root}auth/switch_services_region/${encodeURIComponent(region)}/${next}" target="_self"><span class="region-name dropdown-title">${escapeHtml(region)}</span>${region === visitor.region ? '<span class="fa fa-check"></span>' : ''}</a></li>`,
  );
  const domain = `<li><a class="disabled dropdown-selected"><span class="fa fa-check dropdown-selected-icon"></span><span class="dropdown-title">${escapeHtml(visitor.domain.name)}</span></a></li>`;
  return `<li class="dropdown"><a class="dropdown-toggle" role="button" aria-expanded="false" data-toggle="dropdown" href="#">${overview(rendering)}<span class="fa fa-caret-down"></span></a><ul class="dropdown-menu context-selection selection-menu">${menu(words.domains, [domain])}${menu(words.projects, projects)}${regions.length > 1 ? menu(words.regions, regions) : ''}</ul></li>`;
}

function signOut({ root, traits, words, csrfToken }: RenderContext): string {
  const label = `<span class="fa fa-sign-out"></span> ${words.signOut}`;
  return !traits.isNewest
    ? `<a href="${root}auth/logout/" target="_self">${label}</a>`
    : `<form method="post" action="${root}auth/logout/"><input type="hidden" name="csrfmiddlewaretoken" value="${csrfToken}"><button type="submit" class="btn btn-link" target="_self">${label}</button></form>`;
}

function userMenu(rendering: RenderContext): string {
  const { root, traits, words, visitor, theme } = rendering;
  const themes = (['default', 'material'] as const).map(
    (name) =>
      `<li><a data-theme="${name}" class="theme-${name} theme-picker-item${name === theme ? ' dropdown-selected disabled' : ' openstack-spin'}" href="#" target="_self"><span class="dropdown-title">${name}</span></a></li>`,
  );
  return `<li class="dropdown user-menu"><a data-toggle="dropdown" href="#" class="dropdown-toggle" role="button" aria-expanded="false"><span class="fa fa-user"></span><span class="user-name">${escapeHtml(visitor.userName)}</span><span class="fa fa-caret-down"></span></a><ul id="editor_list" class="dropdown-menu dropdown-menu-right selection-menu"><li><a href="${root}settings/" target="_self">${words.settings}</a></li><li><a href="${root}${traits.apiAccess}openrc/"><span class="fa fa-download"></span> ${words.openrc}</a></li>${menu(words.themes, themes)}<li class="divider"></li><li>${signOut(rendering)}</li></ul></li>`;
}

/** The bar at the top. Source: openstack_dashboard/templates/header/, context_selection/. */
export function topBar(rendering: RenderContext): string {
  return `<nav class="navbar navbar-default navbar-fixed-top"><div class="container-fluid"><div class="navbar-header"><a class="navbar-brand" href="${rendering.root}home/" target="_self">openstack</a></div><div class="collapse navbar-collapse" id="navbar-collapse"><ul class="nav navbar-nav">${contextSelection(rendering)}</ul><ul class="nav navbar-nav navbar-right"><li id="extensible-header" class="extensible-header"></li>${userMenu(rendering)}</ul></div></div></nav>`;
}

/** The panels at the side. Source: horizon/templates/horizon/common/_sidebar.html. */
export function sideBar({ root, traits, words, visitor }: RenderContext): string {
  const panel = (path: string, label: string): string =>
    `<a class="openstack-spin list-group-item openstack-panel" href="${root}${path}" target="_self" tabindex="1">${label}</a>`;
  const admin = visitor.isAdmin
    ? `<li class="panel openstack-dashboard"><a>${words.admin}</a><ul id="sidebar-accordion-admin"><li class="panel openstack-panel-group">${panel('admin/instances/', words.instances)}</li></ul></li>`
    : '';
  return `<nav id=${traits.quote}sidebar${traits.quote}><ul id="sidebar-accordion" class="nav nav-pills nav-stacked"><li class="panel openstack-dashboard"><a>${words.project}</a><ul id="sidebar-accordion-project"><li class="panel openstack-panel-group">${panel(traits.apiAccessPage, words.apiAccess)}${panel('project/instances/', words.instances)}</li></ul></li>${admin}</ul></nav>`;
}
