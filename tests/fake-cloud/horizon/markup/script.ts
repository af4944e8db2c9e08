import type { RenderContext } from '@/tests/fake-cloud/horizon/render-context';

/** The script against frames. Source: openstack_dashboard/templates/context_selection/_anti_clickjack.html. */
export const NO_FRAMES = `<style id="anti-clickjack">body{display:none !important;}</style>
  <script type='text/javascript'>
    if (self === top) document.getElementById('anti-clickjack').remove();
    else top.location = self.location;
  </script>`;

/**
 * The script of the pages: menus, tabs, the theme picker, and polling of
 * pending rows, at intervals that grow while nothing changes.
 * Source: horizon/static/horizon/js/horizon.tables.js `update`, horizon.tabs.js.
 */
export function pageScript({ traits, pollMs }: RenderContext): string {
  return `(() => {
  const PENDING = '${traits.pending}';
  const INTERVAL = ${pollMs};
  const AJAX = { headers: { 'X-Requested-With': 'XMLHttpRequest' } };

  document.addEventListener('click', (event) => {
    const toggle = event.target.closest('[data-toggle="dropdown"]');
    for (const open of document.querySelectorAll('.open')) if (open !== toggle?.parentElement) open.classList.remove('open');
    if (toggle) { event.preventDefault(); toggle.parentElement.classList.toggle('open'); return; }
    if (event.target.closest('[data-dismiss="alert"]')) { event.preventDefault(); event.target.closest('.alert').remove(); return; }
    const tab = event.target.closest('[data-toggle="tab"]');
    if (tab) { event.preventDefault(); showTab(tab); return; }
    const theme = event.target.closest('.theme-picker-item')?.dataset.theme;
    if (theme) { event.preventDefault(); document.cookie = 'theme=' + theme + '; path=/'; location.reload(); return; }
  });

  async function showTab(tab) {
    const pane = document.querySelector(tab.dataset.target);
    for (const active of document.querySelectorAll('.nav-tabs > .active, .tab-pane.active')) active.classList.remove('active');
    tab.parentElement.classList.add('active');
    pane.classList.add('active');
    if (tab.dataset.loaded === 'true') return;
    const answer = await fetch(tab.getAttribute('href'), AJAX);
    pane.innerHTML = await answer.text();
    tab.dataset.loaded = 'true';
  }

  async function refresh(row, table) {
    const answer = await fetch(row.dataset.updateUrl, AJAX);
    if (answer.status === 404) return row.remove();
    if (!answer.ok) return row.classList.remove('ajax-update');
    const body = document.createElement('tbody');
    body.innerHTML = await answer.text();
    const fresh = body.firstElementChild;
    if (!fresh) return;
    if (fresh.classList.contains(PENDING)) {
      const cells = fresh.querySelectorAll('td.' + PENDING);
      cells[cells.length - 1]?.insertAdjacentHTML('afterbegin', '<div class="progress-text horizon-loading-bar"><div class="progress progress-striped active"><div class="progress-bar" style="width: 100%;"></div></div></div>');
    }
    if (fresh.innerHTML === row.innerHTML) return;
    fresh.querySelector('.table-row-multi-select').checked = row.querySelector('.table-row-multi-select')?.checked ?? false;
    row.replaceWith(fresh);
    table.removeAttribute('decay_constant');
  }

  async function update() {
    const rows = [...document.querySelectorAll('tr.' + PENDING + '.ajax-update')];
    if (rows.length === 0) return;
    const table = rows[0].closest('table');
    const decay = Number(table.getAttribute('decay_constant') ?? 0) + 1;
    if (rows.some((row) => row.querySelector('.actions_column .btn-group.open'))) {
      table.removeAttribute('decay_constant');
      setTimeout(update, INTERVAL);
      return;
    }
    await Promise.allSettled(rows.map((row) => refresh(row, table)));
    table.setAttribute('decay_constant', String(decay));
    setTimeout(update, Math.min(INTERVAL * decay, 30_000));
  }
  update();
})();`;
}
