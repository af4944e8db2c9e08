import { AppError } from '@/utils/problems/app-error';

/** For what the extension works without. @returns `missing` where the browser cannot read or write */
export async function orMissing<T, M>(call: Promise<T>, missing: M): Promise<T | M> {
  try {
    return await call;
  } catch (error) {
    if (isStorageFailure(error)) return missing;
    throw error;
  }
}

/** Whether the browser could not read or write. */
export function isStorageFailure(error: unknown): boolean {
  return error instanceof AppError && error.code === 'STORAGE_FAILED';
}
