/** A file or the pasted text. May contain secrets; stays in this page's memory. */
export interface Source {
  id: string;
  /** null: pasted */
  name: string | null;
  /** null: too large */
  text: string | null;
}

const MAX_FILE_BYTES = 2_000_000;
/** Further files are left out. */
export const MAX_FILES = 50;

/** Reads a file as UTF-8, or as UTF-16 where its byte order mark says so. Never throws. */
export async function readSource(file: File): Promise<Source> {
  const source = { id: crypto.randomUUID(), name: file.name };
  if (file.size > MAX_FILE_BYTES) return { ...source, text: null };
  const bytes = new Uint8Array(await file.arrayBuffer().catch(() => new ArrayBuffer(0)));
  // PowerShell writes UTF-16 by default.
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  return { ...source, text: new TextDecoder(encoding).decode(bytes) };
}
