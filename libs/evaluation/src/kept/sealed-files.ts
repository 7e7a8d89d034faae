import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isErrno } from '@app/platform/errno';
import type { SealedBox } from '@app/platform/secrets';

const OWNER_ONLY_FILE = 0o600;
const OWNER_ONLY_FOLDER = 0o700;
const DRAFT = '.draft';
/** A draft this old belongs to a process that ended while it wrote. */
const STALE_DRAFT_MS = 60 * 60_000;

/** What reading a file comes to. */
export type ReadFile =
  | { readonly kind: 'content'; readonly content: Buffer }
  | { readonly kind: 'missing' }
  /** Damaged, of another installation, or put in the place of another file. */
  | { readonly kind: 'refused' };

/** A file as it lies there. */
export interface FileFacts {
  readonly name: string;
  readonly bytes: number;
  /** Epoch milliseconds. */
  readonly writtenAt: number;
}

/** Files that only this installation can write and read, each replaced in one step or not at all. */
export class SealedFiles {
  constructor(
    private readonly folder: string,
    private readonly box: SealedBox,
  ) {}

  /** @param name may lie in a folder: `environments/…` */
  async read(name: string): Promise<ReadFile> {
    let sealed: Buffer;
    try {
      sealed = await readFile(join(this.folder, name));
    } catch (error) {
      if (isErrno(error, 'ENOENT')) return { kind: 'missing' };
      throw error;
    }
    const opened = this.box.open(sealed, name);
    return opened === undefined
      ? { kind: 'refused' }
      : { kind: 'content', content: opened.content };
  }

  /** A reader sees what was there before or all of this, also after a loss of power. */
  async write(name: string, content: Uint8Array): Promise<void> {
    const path = join(this.folder, name);
    const draft = `${path}.${randomUUID()}${DRAFT}`;
    await mkdir(dirname(path), { recursive: true, mode: OWNER_ONLY_FOLDER });
    try {
      await writeDurably(draft, await this.box.sealInSlices(content, name));
      await rename(draft, path);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
    await syncFolder(dirname(path));
  }

  async remove(name: string): Promise<void> {
    await rm(join(this.folder, name), { force: true });
  }

  /** The files of a folder; drafts that nobody finishes any more are removed on the way. */
  async list(folder: string): Promise<FileFacts[]> {
    const path = join(this.folder, folder);
    const names = await readdir(path).catch((error: unknown) => {
      if (isErrno(error, 'ENOENT')) return [];
      throw error;
    });
    const facts = await Promise.all(names.map((name) => factsOf(path, name)));
    return facts.filter((fact) => fact !== undefined);
  }
}

async function factsOf(path: string, name: string): Promise<FileFacts | undefined> {
  try {
    const { size, mtimeMs } = await stat(join(path, name));
    if (!name.endsWith(DRAFT)) return { name, bytes: size, writtenAt: mtimeMs };
    if (mtimeMs < Date.now() - STALE_DRAFT_MS) await unlink(join(path, name));
  } catch (error) {
    // Another process of this installation was quicker.
    if (!isErrno(error, 'ENOENT')) throw error;
  }
  return undefined;
}

async function writeDurably(path: string, slices: readonly Uint8Array[]): Promise<void> {
  const file = await open(path, 'wx', OWNER_ONLY_FILE);
  try {
    await file.writeFile(slices);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The new name is durable only when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
