import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from '@openfeature/server-sdk';
import type { JSONWebKeySet } from 'jose';
import type { SignedDocument } from '../trust/signed-document';
import { readIfThere, removeOldDrafts, replaceFile } from './private-file';
import { readCopy, type StoredCopy, writeCopy } from './stored-copy';

/** Changes that follow each other closely are written once. */
const SETTLING_MS = 1_000;
/** With so many deltas behind it a snapshot is asked for whole again. */
const MOST_DELTAS = 100;

/** Which copy, and whom it tells. */
export interface DiskCopyParts {
  readonly folder: string;
  readonly url: string;
  readonly apiKey: string;
  readonly logger: Logger;
  /** The keys to keep with it. */
  readonly keys: () => JSONWebKeySet | undefined;
}

/**
 * The last known good state on disk: the snapshot that came last and the deltas since, each with its signature. One file
 * for each service and API key. A disk that fails costs a warning.
 */
export class DiskCopy {
  private readonly path: string;
  private documents: readonly SignedDocument[] = [];
  private settling: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(private readonly parts: DiskCopyParts) {
    const id = createHash('sha256').update(`${parts.url}\n${parts.apiKey}`).digest('hex');
    this.path = join(parts.folder, `toggle-${id.slice(0, 16)}.json`);
  }

  /** The chain of deltas has grown so long that the whole snapshot would be shorter. */
  get isLong(): boolean {
    return this.documents.length > MOST_DELTAS;
  }

  /** What is there; `undefined` where there is nothing of use. */
  async read(): Promise<StoredCopy | undefined> {
    const { logger, apiKey } = this.parts;
    try {
      void removeOldDrafts(this.path);
      const text = await readIfThere(this.path);
      if (text === undefined) return undefined;
      const copy = readCopy(text, apiKey);
      if (copy === undefined) logger.warn(`The copy ${this.path} cannot be read and is ignored.`);
      return copy;
    } catch (error) {
      logger.warn(`The copy ${this.path} cannot be read and is ignored.`, error);
      return undefined;
    }
  }

  /** What was read is what is applied: it need not be written again. */
  adopt(documents: readonly SignedDocument[]): void {
    this.documents = documents;
  }

  /** Keeps a document that was applied. @param whole a snapshot: what came before is of no use any more */
  keep(document: SignedDocument, whole: boolean): void {
    this.documents = whole ? [document] : [...this.documents, document];
    this.settling ??= setTimeout(() => this.write(), SETTLING_MS).unref();
  }

  /** Writes what is not written yet. */
  async close(): Promise<void> {
    if (this.settling !== undefined) this.write();
    await this.writing;
  }

  private write(): void {
    clearTimeout(this.settling);
    this.settling = undefined;
    this.writing = this.writing.then(() => this.writeNow());
  }

  private async writeNow(): Promise<void> {
    const { apiKey, keys, logger } = this.parts;
    try {
      await replaceFile(this.path, writeCopy({ documents: this.documents, keys: keys() }, apiKey));
    } catch (error) {
      logger.warn(`The copy ${this.path} cannot be written.`, error);
    }
  }
}
