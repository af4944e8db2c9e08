import wxtConfig from '@/wxt.config';

/** What our configuration puts into the manifest of a release. */
export async function manifestFor(browser: string) {
  const { manifest } = wxtConfig;
  const env = { mode: 'production', command: 'build', browser, manifestVersion: 3 } as const;
  return (typeof manifest === 'function' ? await manifest(env) : await manifest) ?? {};
}
