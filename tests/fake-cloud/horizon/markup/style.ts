import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FakeCloudConfig } from '@/tests/fake-cloud/config';

const CSS = ['page.css', 'tables.css']
  .map((file) => readFileSync(fileURLToPath(new URL(file, import.meta.url)), 'utf8'))
  .join('');

/** The style element of a page in this theme. */
export function styleOf(theme: FakeCloudConfig['horizonTheme']): string {
  return `<style data-theme="${theme}">${CSS}</style>`;
}
