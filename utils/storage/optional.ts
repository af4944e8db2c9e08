import { AppError } from '@/utils/problems/app-error';

/** For data that the extension can do without. @returns `fallback` where the browser cannot read or write it */
export async function withStorageFallback<T, M>(call: Promise<T>, fallback: M): Promise<T | M> {
  try {
    return await call;
  } catch (error) {
    if (isStorageFailure(error)) return fallback;
    throw error;
  }
}

/** Whether the browser could not read or write. */
function isStorageFailure(error: unknown): boolean {
  return error instanceof AppError && error.code === 'STORAGE_FAILED';
}
