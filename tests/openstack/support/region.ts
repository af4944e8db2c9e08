import type { Api } from './api';

interface Endpoint {
  id: string;
  interface: string;
  region_id: string;
  service_id: string;
  url: string;
}

/**
 * Adds a region to the catalog with the services of the existing ones, except Keystone.
 *
 * @param admin an administrator's sign-in
 * @param move maps the URL of an existing endpoint to the new region's
 * @returns a function that removes the region
 * @throws Error for an error status
 */
export async function addRegion(admin: Api, name: string, move: (url: string) => string): Promise<() => Promise<void>> {
  const call = callAs(admin);
  const { endpoints } = await call<{ endpoints: Endpoint[] }>('GET', '/endpoints');
  // From an earlier run that was interrupted.
  await removeRegion(admin, name);
  await call('POST', '/regions', { region: { id: name } });
  try {
    for (const { url, interface: face, service_id, region_id } of endpoints) {
      if (region_id === name || url.startsWith(admin.authUrl)) continue;
      await call('POST', '/endpoints', {
        endpoint: { interface: face, region_id: name, service_id, url: move(url) },
      });
    }
  } catch (error) {
    await removeRegion(admin, name);
    throw error;
  }
  return () => removeRegion(admin, name);
}

async function removeRegion(admin: Api, name: string): Promise<void> {
  const call = callAs(admin);
  const { endpoints } = await call<{ endpoints: Endpoint[] }>('GET', `/endpoints?region_id=${name}`);
  for (const { id } of endpoints) await call('DELETE', `/endpoints/${id}`);
  const { regions } = await call<{ regions: { id: string }[] }>('GET', '/regions');
  if (regions.some(({ id }) => id === name)) await call('DELETE', `/regions/${name}`);
}

function callAs({ authUrl, token }: Api) {
  return async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(authUrl + path, {
      method,
      headers: { 'x-auth-token': token, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`Keystone answered ${response.status} to ${method} ${path}.`);
    return (response.status === 204 ? null : await response.json()) as T;
  };
}
