import { randomUUID } from 'node:crypto';
import { accessSync, constants, existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHROMIUM_EXTENSION } from '@/tests/tools/build';
import { idOfUnpacked } from './chromium';

/** Where Chromium on Linux looks for policies (https://www.chromium.org/administrators/linux-quick-start/). */
const ROOT = '/etc/chromium';
const MANAGED = join(ROOT, 'policies/managed');

/** Whether this process can set policies for Chromium on this computer. */
export function maySetPolicy(): boolean {
  try {
    accessSync(ROOT, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** A copy of the built extension with its own id and this policy. */
export async function managedExtension(policy: object): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'managed-extension-'));
  await cp(CHROMIUM_EXTENSION, folder, { recursive: true });
  const existed = existsSync(MANAGED);
  await mkdir(MANAGED, { recursive: true });
  const file = join(MANAGED, `novnc-for-openstack-test-${randomUUID()}.json`);
  const extensions = { [idOfUnpacked(folder)]: policy };
  await writeFile(file, JSON.stringify({ '3rdparty': { extensions } }));
  return {
    folder,
    async remove() {
      await rm(existed ? file : join(ROOT, 'policies'), { recursive: true, force: true });
      await rm(folder, { recursive: true, force: true });
    },
  };
}
