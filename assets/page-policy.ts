import { basename, dirname } from 'node:path';
import type { Plugin } from 'vite';

/** Of our pages, by the folder of their entrypoint. */
const TRUSTED_TYPES: Record<string, string> = { options: 'inert-document' };

/**
 * The Content Security Policy of our pages, beside that of the manifest. They send no request: the background calls
 * clouds. Trusted Types, where the browser has them: no text becomes markup or script; in the settings
 * `utils/cloud-files/inert-document.ts` parses HTML to read it. The arrow of a select is a `data:` URL.
 */
export function policyOf(page: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types ${TRUSTED_TYPES[page] ?? "'none'"}`,
  ].join('; ');
}

/** Puts the policy at the beginning of each built page. A development server needs scripts and requests of its own. */
export const pagePolicy: Plugin = {
  name: 'page-policy',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (_, { filename }) => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: policyOf(basename(dirname(filename))) },
        injectTo: 'head-prepend',
      },
    ],
  },
};
