import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Knobs } from '@/tests/fake-cloud/knobs';

const CSS = ['page.css', 'tables.css']
  .map((file) => readFileSync(fileURLToPath(new URL(file, import.meta.url)), 'utf8'))
  .join('');

/** The style element of a page in this theme. */
export function styleOf(theme: Knobs['horizonTheme']): string {
  return `<style data-theme="${theme}">${CSS}</style>`;
}
