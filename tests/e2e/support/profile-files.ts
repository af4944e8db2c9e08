import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** A file of the browser's profile. */
export interface ProfileFile {
  /** relative to the profile's folder */
  path: string;
  bytes: Buffer;
}

/** Every file of a profile. The browser must be closed. */
export async function profileFiles(folder: string): Promise<ProfileFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(files.map(async (file) => ({ path: relative(folder, file), bytes: await readFile(file) })));
}

/** @returns the paths of the files that have the text in UTF-8, UTF-16, URL-encoded or base64 form */
export function filesWith(files: ProfileFile[], text: string): string[] {
  const forms = [
    { form: Buffer.from(text), width: 1 },
    { form: Buffer.from(text, 'utf16le'), width: 2 },
    { form: Buffer.from(encodeURIComponent(text)), width: 1 },
  ];
  const isNumber = /^\d+$/.test(text);
  const isIn = ({ bytes }: ProfileFile) =>
    bytes.includes(base64Of(text)) || forms.some(({ form, width }) => has(bytes, form, isNumber ? width : null));
  return files.filter(isIn).map(({ path }) => path);
}

/** Whether text has a secret; one of digits must not be part of a longer number or id, such as a time or a UUID. */
export function holds(text: string, secret: string): boolean {
  if (!/^\d+$/.test(secret)) return text.includes(secret);
  return new RegExp(`(?<![0-9A-Za-z])${secret}(?![0-9A-Za-z])`).test(text);
}

/** Without the last letters, which depend on the bytes after them. */
function base64Of(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64'));
}

/** @param digitWidth bytes of a digit, where no digit may be before or after it; null: no such condition */
function has(bytes: Buffer, form: Buffer, digitWidth: number | null): boolean {
  for (let at = bytes.indexOf(form); at >= 0; at = bytes.indexOf(form, at + 1)) {
    if (digitWidth === null || !(isDigit(bytes[at - digitWidth]) || isDigit(bytes[at + form.length]))) return true;
  }
  return false;
}

const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 0x30 && byte <= 0x39;
