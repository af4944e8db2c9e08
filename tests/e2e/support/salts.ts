import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ProfileFile, profileFiles } from './profile-files';

/** Runs in a page of the extension. @returns the bytes of each salt of the vault, by the name of its file */
export async function readSalts(): Promise<[name: string, bytes: number[]][]> {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('salts', { create: true });
  const found: [string, number[]][] = [];
  for await (const [name, handle] of folder.entries())
    if (handle instanceof FileSystemFileHandle)
      found.push([name, [...new Uint8Array(await (await handle.getFile()).arrayBuffer())]]);
  return found;
}

/** The files of a copy of the profile's folder, made while the browser runs: some change meanwhile. */
export async function copiedFiles(folder: string): Promise<ProfileFile[]> {
  const copy = await mkdtemp(join(tmpdir(), 'profile-copy-'));
  try {
    spawnSync('cp', ['-r', `${folder}/.`, copy]);
    return await profileFiles(copy);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/** The paths of the files that have these bytes. */
export function filesWithBytes(files: ProfileFile[], bytes: number[]): string[] {
  return files.filter((file) => file.bytes.includes(Buffer.from(bytes))).map(({ path }) => path);
}
