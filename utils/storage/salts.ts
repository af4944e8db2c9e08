import { inTime } from '@/utils/async';
import { logStorageChange } from '@/utils/log';
import { AppError } from '@/utils/problems/app-error';
import type { StoredName } from './table';

const NAME = 'files:salts' satisfies StoredName;
const FOLDER = 'salts';
const SALT_BYTES = 32;

/** 32 random bytes that a key is derived with. */
export interface Salt {
  /** the name of its file: random, and not a secret */
  id: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Each in a file of the origin private file system. A deleted record of IndexedDB or `browser.storage` stays readable
 * for a while; a deleted file does not. So erasing a salt erases what its key encrypts. All functions reject with
 * AppError STORAGE_FAILED.
 */
export const salts = {
  create: (): Promise<Salt> =>
    attempt(async () => {
      const id = crypto.randomUUID();
      const bytes = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
      logStorageChange(NAME, id);
      const file = await (await folder()).getFileHandle(id, { create: true });
      const writing = await file.createWritable();
      await writing.write(bytes);
      await writing.close();
      return { id, bytes };
    }),

  /** @returns null: erased, or no salt: what was encrypted with it is lost too */
  read: (id: string): Promise<Salt | null> =>
    attempt(async () => {
      const file = await unlessMissing((await folder()).getFileHandle(id).then((handle) => handle.getFile()));
      if (file?.size !== SALT_BYTES) return null;
      return { id, bytes: new Uint8Array(await file.arrayBuffer()) };
    }),

  /** Does nothing where it is erased already. */
  erase: (id: string): Promise<void> =>
    attempt(async () => {
      logStorageChange(NAME, id);
      await unlessMissing((await folder()).removeEntry(id, { recursive: true }));
    }),

  ids: (): Promise<string[]> =>
    attempt(async () => {
      const found: string[] = [];
      for await (const name of (await folder()).keys()) found.push(name);
      return found;
    }),
};

const TIMEOUT_MS = 5_000;
/** calls that took longer, and still run: only the first one waits */
let unanswered = 0;

async function attempt<T>(call: () => Promise<T>): Promise<T> {
  try {
    if (unanswered > 0) throw new Error('The browser does not answer');
    const answer = call();
    return await inTime(answer, TIMEOUT_MS, () => {
      const countAnswer = () => {
        unanswered -= 1;
      };
      unanswered += 1;
      answer.then(countAnswer, countAnswer);
    });
  } catch (error) {
    throw new AppError('STORAGE_FAILED', {}, error);
  }
}

async function folder(): Promise<FileSystemDirectoryHandle> {
  return (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });
}

/** Null: nothing of that name, or a folder. */
async function unlessMissing<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Error && ['NotFoundError', 'TypeMismatchError'].includes(error.name)) return null;
    throw error;
  }
}
