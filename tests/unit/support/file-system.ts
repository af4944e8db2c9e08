type Files = Map<string, Uint8Array<ArrayBuffer>>;

/** The origin private file system in memory: what utils/storage/salts.ts uses of it. Kept for a test file, as IndexedDB is. */
const folders = new Map<string, Files>();

const missing = (name: string) => new DOMException(`${name} is missing`, 'NotFoundError');

/** Methods are on the prototypes, so that tests can replace them. */
export class FakeFile {
  private readonly files: Files;
  private readonly name: string;
  constructor(files: Files, name: string) {
    this.files = files;
    this.name = name;
  }

  async getFile(): Promise<Blob> {
    const bytes = this.files.get(this.name);
    if (bytes === undefined) throw missing(this.name);
    return new Blob([bytes]);
  }

  /** As in browsers, nothing of what is written is in the file before it is closed. */
  async createWritable() {
    let written: Uint8Array<ArrayBuffer> = new Uint8Array();
    return {
      write: async (bytes: Uint8Array<ArrayBuffer>) => {
        written = Uint8Array.from([...written, ...bytes]);
      },
      close: async () => {
        if (!this.files.has(this.name)) throw missing(this.name);
        this.files.set(this.name, written);
      },
    };
  }
}

export class FakeFolder {
  private readonly files: Files;
  constructor(files: Files) {
    this.files = files;
  }

  async getFileHandle(name: string, { create = false } = {}): Promise<FakeFile> {
    if (!this.files.has(name)) {
      if (!create) throw missing(name);
      this.files.set(name, new Uint8Array());
    }
    return new FakeFile(this.files, name);
  }

  async removeEntry(name: string): Promise<void> {
    if (!this.files.delete(name)) throw missing(name);
  }

  async *keys(): AsyncGenerator<string> {
    yield* [...this.files.keys()];
  }
}

const root = {
  async getDirectoryHandle(name: string, { create = false } = {}): Promise<FakeFolder> {
    const files = folders.get(name) ?? new Map();
    if (!folders.has(name) && !create) throw missing(name);
    folders.set(name, files);
    return new FakeFolder(files);
  },
};

/** Gives `navigator.storage` this file system. */
export function installFileSystem(): void {
  const known = (globalThis as { navigator?: object }).navigator;
  const navigator = known ?? {};
  Object.defineProperty(navigator, 'storage', { value: { getDirectory: async () => root }, configurable: true });
  if (known === undefined) Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
}

/** The files of a folder, by name. Changes of the map change the folder. */
export function filesIn(folder: string): Files {
  const files = folders.get(folder) ?? new Map();
  folders.set(folder, files);
  return files;
}
