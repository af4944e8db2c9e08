/**
 * The least work for buttons that work: recognise Horizon's list,
 * end a previous script, add styled buttons, ask about servers without a console action, observe replaced rows
 * and listen for clicks, without acting on them. It shows which part of the real
 * script's cost cannot be avoided.
 */
(() => {
  const MARK = 'data-novnc-for-openstack';
  const has = (selector) => document.querySelector(selector) !== null;
  if (window !== window.top || !has('body[ng-app="horizon.app"]') || !has('#main_content > .messages')) return;
  const content = document.getElementById('content_body');
  const table = document.getElementById('instances');
  if (content === null || table === null) return;
  if (!/^.*\/(project|admin)\/instances\/$/.test(location.pathname)) return;
  document.dispatchEvent(new Event('novnc-for-openstack:started'));
  document.addEventListener('novnc-for-openstack:started', () => undefined, { once: true });

  const model = document.createElement('button');
  model.type = 'button';
  model.className = 'btn btn-default btn-sm';
  model.setAttribute('style', 'box-sizing: content-box; width: .95em; overflow: hidden; white-space: nowrap');
  model.setAttribute('ng-non-bindable', '');
  const icon = document.createElement('span');
  icon.setAttribute('style', 'display: inline-block; width: .95em; height: .62em; border: .1em solid');
  model.append(icon, ' Open noVNC');

  const rows = new Map();
  const unknown = [];
  for (const body of table.tBodies) {
    for (let row = body.firstElementChild; row !== null; row = row.nextElementSibling) {
      const id = row.id.slice('instances__row__'.length);
      if (!/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(id)) continue;
      const button = model.cloneNode(true);
      button.setAttribute(MARK, id);
      button.title = `Console of ${row.getAttribute('data-display')} in a new tab`;
      row.lastElementChild.firstElementChild.prepend(button);
      rows.set(id, row);
      if (row.lastElementChild.querySelector('.btn-console') === null) unknown.push(id);
    }
  }
  new MutationObserver(() => undefined).observe(content, { childList: true, subtree: true });
  for (const type of ['pointerover', 'focusin', 'click']) content.addEventListener(type, () => rows.size);
  if (unknown.length > 0) chrome.runtime.sendMessage({ data: { serverIds: unknown } }).catch(() => undefined);
})();
