/** The login page once its scripts have rendered it. Source: skyline-console src/layouts/Auth/index.jsx */
export const LOGIN =
  '<body><div id="app"><div class="index__container--x1"><img class="index__login-full-image--x2"></div></div></body>';

/** Before any script has run. Source: skyline-console src/asset/template/index.html */
export const EMPTY = '<body><div id="app"></div></body>';

/** Around each page. Source: skyline-console src/layouts/Base, src/components/Layout/GlobalHeader/ProjectDropdown.jsx */
function layout(content: string): string {
  return `<body><div id="app"><div class="index__base-layout--a1B2c">
    <header class="ant-layout-header"><div class="index__project--q" id="project-switch"><span role="img" class="anticon"></span>
      <span>demo</span><span role="img" class="anticon"></span><span class="index__domain--w">Default</span>
      <div class="index__region-container--e"><div class="index__region-item--r">RegionOne</div></div></div></header>
    <section class="ant-layout"><main class="ant-layout-content">${content}</main></section></div></div></body>`;
}

export interface SkylineRow {
  id: string;
  name: string;
  status: string;
}

/** Source: skyline-console src/components/Tables/Base, src/utils/table.jsx `getNameRenderByRouter` */
function rowOfSkyline({ id, name, status }: SkylineRow, admin = false): string {
  const path = `/compute/instance${admin ? '-admin' : ''}/detail/${id}`;
  return `<tr data-row-key="${id}" class="ant-table-row ant-table-row-level-0"><td class="ant-table-selection-column"></td>
    <td><div><div><a href="${path}"><span class="link-class">${id.slice(0, 8)}</span></a></div><div style="font-weight: bold">${name}</div></div></td>
    <td><span class="ant-badge ant-badge-status"><span class="ant-badge-status-dot"></span><span class="ant-badge-status-text">${status}</span></span></td>
    <td><div class="index__action-buttons--t"><button class="ant-btn ant-btn-link">Console</button></div></td></tr>`;
}

export function listOfSkyline(rows: SkylineRow[], admin = false): string {
  return layout(
    `<div class="sl-table"><table><tbody>${rows.map((row) => rowOfSkyline(row, admin)).join('')}</tbody></table></div>`,
  );
}

/** Source: skyline-console src/containers/TabDetail/index.jsx, src/components/Infos/index.jsx */
export function detailOfSkyline({ name, status }: SkylineRow): string {
  return layout(`<div class="index__main--y detail-main"><div class="index__action-wrapper--u"><div class="index__action-buttons--t">
    <button class="ant-btn ant-btn-link">Console</button></div></div><div class="index__header--i"><div class="ant-descriptions">
    <span class="ant-descriptions-item-content">${name}</span>
    <span class="ant-descriptions-item-content"><span class="ant-badge ant-badge-status">${status}</span></span></div></div></div>`);
}
