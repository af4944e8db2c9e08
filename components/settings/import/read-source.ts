/** One file, or the text that was pasted. Its text may hold secrets: it stays in this page's memory. */
export interface Source {
  id: string;
  /** null: pasted */
  name: string | null;
  /** null: too large to be read at all */
  text: string | null;
}

/** Bytes. What is larger has no use, and reading it could take long; the parsers have limits of their own. */
const MAX_FILE_BYTES = 2_000_000;
export const MAX_FILES = 50;

/** Reads a file that a person chose or dropped, in the encoding that its first bytes tell. Never throws. */
export async function readSource(file: File): Promise<Source> {
  const source = { id: crypto.randomUUID(), name: file.name };
  if (file.size > MAX_FILE_BYTES) return { ...source, text: null };
  const bytes = new Uint8Array(await file.arrayBuffer().catch(() => new ArrayBuffer(0)));
  // PowerShell writes UTF-16 where it is not told otherwise.
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  return { ...source, text: new TextDecoder(encoding).decode(bytes) };
}
