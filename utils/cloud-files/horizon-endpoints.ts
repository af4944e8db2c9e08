/**
 * From Horizon's API access page in any language (openstack_dashboard/dashboards/project/api_access/tables.py): by
 * service type, name or path. Null: none, or several.
 */
export function keystoneUrlOf(document: Document): string | null {
  const table = document.querySelector('table#endpoints');
  // Only its own cells: the text inside nested tables would be read again for each table around it.
  const rows = [...(table?.querySelectorAll(':scope > tbody > tr') ?? [])].flatMap((row) => {
    const cells = [...row.querySelectorAll(':scope > td')].map((cell) => cell.textContent.trim());
    const url = cells.find(isUrl);
    if (url === undefined) return [];
    return [{ url, words: cells.map((cell) => cell.toLowerCase()), name: row.getAttribute('data-display') }];
  });
  const byType = rows.filter(({ words }) => words.includes('identity'));
  const byName = rows.filter(({ name }) => name?.toLowerCase() === 'keystone');
  const found = [byType, byName, rows.filter(({ url }) => looksLikeKeystone(url))].find(({ length }) => length > 0);
  const urls = new Set(found?.map(({ url }) => url));
  const [only] = urls;
  return urls.size === 1 && only !== undefined ? only : null;
}

function isUrl(text: string): boolean {
  return /^https?:\/\/[^\s]+$/i.test(text) && URL.canParse(text);
}

function looksLikeKeystone(text: string): boolean {
  const { port, pathname } = new URL(text);
  return port === '5000' || port === '35357' || /\/(v3|identity|keystone)\/?$/.test(pathname);
}
