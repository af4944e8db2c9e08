import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** A file of the browser's profile. */
export interface ProfileFile {
  /** relative to the profile's folder */
  path: string;
  bytes: Buffer;
}

/** Every file of a profile, raw, as somebody with a copy of the disk has it. The browser must be closed. */
export async function profileFiles(folder: string): Promise<ProfileFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(files.map(async (file) => ({ path: relative(folder, file), bytes: await readFile(file) })));
}

/** @returns the paths of the files that hold the text, in any form in which browsers write one down. */
export function filesWith(files: ProfileFile[], text: string): string[] {
  const forms = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le'), Buffer.from(encodeURIComponent(text))];
  return files.filter(({ bytes }) => forms.some((form) => bytes.includes(form))).map(({ path }) => path);
}
