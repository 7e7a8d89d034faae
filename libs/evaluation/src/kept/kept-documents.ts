import type { Snapshot } from '@app/flag-engine';
import type { KeyRecord } from '../keys/application/api-key.repository';
import type { StoredSigningKey } from '../signing/stored-signing-key';
import type { EnvironmentRef } from '../snapshots/environment-ref';
import type { KeptEnvironment } from './kept-state';

/** Of every file; another one is of another release and is not read. */
const FORMAT = 1;
const NEW_LINE = 0x0a;

/** Thrown where a file opens but does not hold what it should. */
export class ForeignContent extends Error {
  constructor(what: string) {
    super(`It holds no ${what} of this release.`);
    this.name = 'ForeignContent';
  }
}

type Json = Readonly<Record<string, unknown>>;

/** Keys as JSON: hashes in hex, moments as RFC 3339. */
export function writeKeys(keys: readonly KeyRecord[]): Buffer {
  const records = keys.map(({ key, secrets, changedAt }) => ({
    key,
    changedAt,
    secrets: secrets.map((secret) => ({ ...secret, hash: secret.hash.toString('hex') })),
  }));
  return Buffer.from(JSON.stringify({ format: FORMAT, records }));
}

/** @throws ForeignContent */
export function readKeys(content: Buffer): KeyRecord[] {
  const records = membersOf<WrittenKey>(content, 'records', 'API keys');
  return records.map(({ key, secrets, changedAt }) => ({
    key: {
      ...key,
      createdAt: new Date(key.createdAt),
      expiresAt: momentOf(key.expiresAt),
      lastUsedAt: momentOf(key.lastUsedAt),
      revokedAt: momentOf(key.revokedAt),
    },
    changedAt: new Date(changedAt),
    secrets: secrets.map(({ hash, createdAt, expiresAt }) => ({
      hash: Buffer.from(hash, 'hex'),
      createdAt: new Date(createdAt),
      expiresAt: momentOf(expiresAt),
    })),
  }));
}

/** Signing keys as JSON; private halves stay sealed. */
export function writeSigningKeys(keys: readonly StoredSigningKey[]): Buffer {
  const records = keys.map((key) => ({ ...key, sealed: key.sealed.toString('base64') }));
  return Buffer.from(JSON.stringify({ format: FORMAT, records }));
}

/** @throws ForeignContent */
export function readSigningKeys(content: Buffer): StoredSigningKey[] {
  const records = membersOf<Written<StoredSigningKey, 'sealed'>>(content, 'records', 'keys');
  return records.map(({ id, x, sealed, createdAt, signsFrom }) => ({
    id,
    x,
    sealed: Buffer.from(sealed, 'base64'),
    createdAt: new Date(createdAt),
    signsFrom: new Date(signsFrom),
  }));
}

/** A line that says whose it is, then the snapshot as it is served. */
export function writeEnvironment({ ref, bytes }: KeptEnvironment): Buffer {
  return Buffer.concat([Buffer.from(`${JSON.stringify({ format: FORMAT, ref })}\n`), bytes]);
}

/** @throws ForeignContent when it is not this environment's */
export function readEnvironment(content: Buffer, ref: EnvironmentRef): Snapshot {
  const end = content.indexOf(NEW_LINE);
  const head = parse(content.subarray(0, Math.max(end, 0)));
  const kept = head['ref'] as Partial<EnvironmentRef> | undefined;
  const same = kept?.environmentId === ref.environmentId && kept.tenantId === ref.tenantId;
  if (head['format'] !== FORMAT || !same) throw new ForeignContent('snapshot');
  const snapshot = parse(content.subarray(end + 1)) as unknown as Snapshot;
  if (snapshot.schema !== 1 || !Array.isArray(snapshot.flags)) throw new ForeignContent('snapshot');
  return snapshot;
}

/** A moment, in epoch milliseconds. */
export function writeMoment(at: number): Buffer {
  return Buffer.from(JSON.stringify({ format: FORMAT, at }));
}

/** @throws ForeignContent */
export function readMoment(content: Buffer): number {
  const { format, at } = parse(content);
  if (format !== FORMAT || typeof at !== 'number') throw new ForeignContent('moment');
  return at;
}

/** What JSON makes of a record: moments and the named member are text. */
type Written<T, Text extends string> = {
  readonly [K in keyof T]: K extends Text ? string : T[K] extends Date ? string : T[K];
};
interface WrittenKey {
  readonly key: KeyRecord['key'];
  readonly changedAt: string;
  readonly secrets: readonly { hash: string; createdAt: string; expiresAt?: string }[];
}

function membersOf<T>(content: Buffer, member: string, what: string): readonly T[] {
  const document = parse(content);
  const members = document[member];
  if (document['format'] !== FORMAT || !Array.isArray(members)) throw new ForeignContent(what);
  return members as T[];
}

function parse(content: Buffer): Json {
  try {
    return JSON.parse(content.toString('utf8')) as Json;
  } catch {
    throw new ForeignContent('JSON');
  }
}

function momentOf(written: Date | string | undefined): Date | undefined {
  return written === undefined ? undefined : new Date(written);
}
