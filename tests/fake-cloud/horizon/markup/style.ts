import type { Knobs } from '@/tests/fake-cloud/knobs';

const COMMON = `
  body { margin: 0; font: 14px/1.43 "Open Sans", system-ui, sans-serif; color: var(--text); background: var(--ground); }
  a { color: var(--brand); text-decoration: none; }
  .topbar .navbar { display: flex; align-items: center; gap: 24px; height: 50px; padding: 0 16px; background: var(--bar); border-bottom: 1px solid var(--line); }
  .topbar .navbar > .container-fluid, .navbar-collapse { display: flex; align-items: center; flex: 1; gap: 24px; }
  .navbar-nav { display: flex; gap: 16px; padding: 0; margin: 0; list-style: none; } .navbar-right { margin-left: auto; }
  .topbar .dropdown-toggle, .navbar-brand { color: var(--on-bar); } .navbar-brand { font-weight: 700; }
  .context-delimiter { width: 4px; height: 4px; margin: 0 8px; border-radius: 2px; background: currentColor; display: inline-block; vertical-align: middle; }
  .dropdown, .btn-group { position: relative; } .btn-group { display: inline-flex; }
  #main_content { display: grid; grid-template-columns: 200px minmax(0, 1fr); }
  .messages { grid-column: 1 / -1; }
  #sidebar { background: var(--panel); border-right: 1px solid var(--line); min-height: calc(100vh - 51px); padding: 16px; }
  #sidebar ul { padding: 0; margin: 0; list-style: none; } .list-group-item { display: block; padding: 4px 0; } .list-group-item.active { font-weight: 700; }
  #content_body { padding: 16px 24px; min-width: 0; }
  .breadcrumb { display: flex; gap: 8px; padding: 0; margin: 0 0 8px; list-style: none; color: #7b8794; } .breadcrumb > form { margin-left: auto; }
  .page-header h1, .detail-title .h1 { font-size: 24px; font-weight: 400; margin: 8px 0 16px; }
  .detail-header > .row { display: flex; justify-content: space-between; align-items: center; }
  table.table { width: 100%; border-collapse: collapse; background: var(--panel); }
  .table caption { text-align: right; padding: 8px 0; } .table-title { display: none; }
  .table th, .table td { padding: 8px; border-top: 1px solid var(--line); text-align: left; vertical-align: middle; }
  .table-striped > tbody > tr:nth-of-type(odd) { background: var(--stripe); }
  th.sortable { cursor: pointer; }
  tr.warning > td, tr.status_unknown > td { background: #fff8e5; } tr.status_down > td { background: #fdecea; }
  .list-unstyled { margin: 0; padding: 0; list-style: none; }
  .actions_column { white-space: nowrap; } .word-break { min-width: 96px; overflow-wrap: anywhere; } .text-right { text-align: right; } .pull-right { float: right; }
  .btn { display: inline-block; padding: 6px 12px; font: inherit; color: var(--text); background: var(--panel); border: 1px solid var(--edge); border-radius: var(--round); cursor: pointer; text-transform: var(--case); }
  .btn:hover { background: var(--stripe); } .btn.disabled, .btn[disabled] { opacity: .65; cursor: not-allowed; }
  .btn-sm { padding: 4px 10px; font-size: 12px; line-height: 1.5; }
  .btn-primary { color: #fff; background: var(--brand); border-color: var(--brand); } .btn-danger { color: #fff; background: #c0392b; border-color: #c0392b; } .btn-link { border: 0; background: none; }
  .btn-group > .btn + .btn { margin-left: -1px; }
  .fa-caret-down { border: 4px solid transparent; border-top-color: currentColor; border-bottom: 0; display: inline-block; vertical-align: middle; }
  .dropdown > .dropdown-menu, .btn-group > .dropdown-menu, .table_actions_menu > .dropdown-menu { display: none; position: absolute; z-index: 10; top: 100%; left: 0; min-width: 160px; margin: 2px 0 0; padding: 4px 0; list-style: none; text-align: left; background: var(--panel); border: 1px solid var(--edge); box-shadow: 0 6px 12px #0002; }
  .dropdown > .dropdown-menu-right, .btn-group > .dropdown-menu-right, .navbar-right .dropdown-menu { left: auto !important; right: 0; }
  .dropdown-menu .dropdown-menu { padding: 0; list-style: none; }
  .open > .dropdown-menu { display: block !important; }
  .dropdown-menu li > :is(a, button), .dropdown-menu form > button { display: block; width: 100%; box-sizing: border-box; padding: 4px 16px; border: 0; border-radius: 0; text-align: left; background: none; color: var(--text); }
  .dropdown-header { padding: 4px 16px; font-size: 12px; color: #7b8794; }
  .alert { padding: 12px 16px; margin: 8px 16px; border: 1px solid; border-radius: var(--round); } .alert p { margin: 0; } .alert .close { float: right; color: inherit; }
  .alert-danger { background: #fdecea; border-color: #f5c6c2; } .alert-success { background: #e7f5ea; border-color: #b9dfc1; } .alert-info { background: #e8f2fb; border-color: #b8d6f0; }
  .nav-tabs { display: flex; gap: 16px; padding: 0; list-style: none; border-bottom: 1px solid var(--edge); } .nav-tabs > li > a { display: block; padding-bottom: 6px; }
  .nav-tabs > .active > a { box-shadow: inset 0 -2px var(--brand); }
  .tab-pane { display: none; } .tab-pane.active { display: block; }
  .dl-horizontal { display: grid; grid-template-columns: 160px 1fr; gap: 4px; } .dl-horizontal dd { margin: 0; }
  .login { max-width: 360px; margin: 80px auto; background: var(--panel); padding: 24px; border: 1px solid var(--line); }
  .form-control { display: block; width: 100%; box-sizing: border-box; padding: 6px 8px; margin: 4px 0 12px; font: inherit; }
  .table_search { display: inline-flex; gap: 4px; align-items: start; } .table_search > .form-control { width: 200px; }
  .table_actions > .table_actions_menu { display: inline-block; position: relative; }
  .progress-text .progress { height: 4px; background: var(--line); } .progress-bar { height: 100%; background: var(--brand); }
  iframe { width: 100%; height: 480px; border: 0; }
`;

const COLORS: Record<Knobs['horizonTheme'], string> = {
  default:
    ':root { --text: #354052; --ground: #f5f6f7; --brand: #0a5a9e; --bar: #fff; --on-bar: #354052; --panel: #fff; --line: #dfe3e8; --stripe: #f7f9fa; --edge: #c4cbd3; --round: 3px; --case: none; }',
  material: `:root { --text: #212121; --ground: #fafafa; --brand: #00897b; --bar: #00897b; --on-bar: #fff; --panel: #fff; --line: #e0e0e0; --stripe: #f5f5f5; --edge: transparent; --round: 2px; --case: uppercase; }
  .btn { font-weight: 500; letter-spacing: .02em; box-shadow: 0 1px 2px #0004; } .dropdown-menu .btn, .btn-link { box-shadow: none; text-transform: none; }`,
};

/** The style sheet of a theme, written for this fake; the class names are Bootstrap 3's. */
export function styleSheet(theme: Knobs['horizonTheme']): string {
  return COLORS[theme] + COMMON;
}
