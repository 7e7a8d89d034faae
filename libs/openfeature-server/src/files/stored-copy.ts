import { createHmac, timingSafeEqual } from 'node:crypto';
import type { JSONWebKeySet } from 'jose';
import type { SignedDocument } from '../trust/signed-document';

/** What is kept in a file: a snapshot and the deltas that followed it, each as the service signed it. */
export interface StoredCopy {
  readonly documents: readonly SignedDocument[];
  /** The service's keys, so that the copy can be checked while the service is away. */
  readonly keys?: JSONWebKeySet | undefined;
}

interface Envelope extends StoredCopy {
  readonly format: typeof FORMAT;
  /** Ties the keys to the API key: who can write the file cannot name keys of his own. */
  readonly seal?: string;
}

const FORMAT = 'toggle-snapshot/1';

/** A copy as the text of a file. */
export function writeCopy({ documents, keys }: StoredCopy, apiKey: string): string {
  const sealed = keys === undefined ? {} : { keys, seal: sealOf(keys, apiKey) };
  return JSON.stringify({ format: FORMAT, ...sealed, documents } satisfies Envelope);
}

/** Reads a copy; `undefined` where the text is none. Keys whose seal is wrong are left out. */
export function readCopy(text: string, apiKey: string): StoredCopy | undefined {
  const envelope = parse(text);
  if (envelope?.format !== FORMAT || !Array.isArray(envelope.documents)) return undefined;
  const documents = envelope.documents as readonly SignedDocument[];
  if (!documents.every((each) => typeof each?.payload === 'string')) return undefined;
  return isSealed(envelope, apiKey) ? { documents, keys: envelope.keys } : { documents };
}

function parse(text: string): Partial<Envelope> | undefined {
  try {
    const read = JSON.parse(text) as unknown;
    return typeof read === 'object' && read !== null ? read : undefined;
  } catch {
    return undefined;
  }
}

function sealOf(keys: JSONWebKeySet, apiKey: string): string {
  return createHmac('sha256', apiKey).update(JSON.stringify(keys)).digest('hex');
}

function isSealed({ keys, seal }: Partial<Envelope>, apiKey: string): boolean {
  if (keys === undefined || typeof seal !== 'string') return false;
  const expected = Buffer.from(sealOf(keys, apiKey));
  const given = Buffer.from(seal);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
