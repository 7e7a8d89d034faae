import { Injectable } from '@nestjs/common';
import { Clock } from '@app/kernel';
import {
  type EnvironmentRef,
  follows,
  parsePosition,
  type Position,
  samePosition,
} from '../environment-ref';
import type { LoadedEnvironment } from '../loaded-environment';
import { SnapshotStore } from '../snapshot.store';
import { type ContentEncoding, negotiateEncoding } from './content-encoding';
import {
  etagOf,
  type Headers,
  type Representation,
  unchangedHeaders,
  wireOf,
} from './served-document';
import { ServingMetrics } from './serving.metrics';
import { EncodingNotAcceptable } from './serving.errors';
import { sinceOf } from './since';
import { SnapshotDocuments } from './snapshot.documents';

/** A request for a snapshot, as it came in. */
export interface SnapshotRequest {
  readonly since?: string;
  readonly ifNoneMatch?: string;
  readonly acceptEncoding?: string;
}

/** What is answered, whoever writes it to the wire. */
export type SnapshotAnswer =
  | {
      readonly kind: 'document';
      readonly encoding: ContentEncoding;
      readonly representation: Representation;
    }
  | {
      readonly kind: 'unchanged';
      readonly etag: string;
      readonly headers: Headers;
      readonly wire: readonly string[];
    };
type Unchanged = Extract<SnapshotAnswer, { kind: 'unchanged' }>;

/** Answers requests for snapshots and deltas, from memory where it can. */
@Injectable()
export class SnapshotAnswers {
  /** Made once for each state: most requests are answered with it. */
  private readonly unchangedAnswers = new WeakMap<LoadedEnvironment, Unchanged>();

  constructor(
    private readonly store: SnapshotStore,
    private readonly documents: SnapshotDocuments,
    private readonly metrics: ServingMetrics,
    private readonly clock: Clock,
  ) {}

  /**
   * The answer to the usual request, of an environment that is in memory and written already.
   * @returns `undefined` when more has to be done: `get`
   */
  find(ref: EnvironmentRef, request: SnapshotRequest): SnapshotAnswer | undefined {
    if (request.since !== undefined) return undefined;
    const loaded = this.store.find(ref.environmentId, this.clock.now());
    if (loaded === undefined) return undefined;
    const unchanged = this.unchanged(loaded);
    if (isHeld(request.ifNoneMatch, unchanged.etag)) return unchanged;
    if (isBehind(loaded, named(request, loaded))) return undefined;
    const encoding = negotiateEncoding(request.acceptEncoding);
    if (encoding === undefined) return undefined;
    const representation = this.documents.find(loaded)?.find(encoding);
    return representation && { kind: 'document', encoding, representation };
  }

  /** @throws EncodingNotAcceptable, EnvironmentNotFound, StoreUnavailable */
  async get(ref: EnvironmentRef, request: SnapshotRequest): Promise<SnapshotAnswer> {
    const encoding = negotiateEncoding(request.acceptEncoding);
    if (encoding === undefined) throw new EncodingNotAcceptable();
    const loaded = await this.load(ref, request);
    const { since } = request;
    const from = since === undefined ? undefined : sinceOf(since, loaded);
    const unchanged = this.unchanged(loaded);
    if (from !== undefined && samePosition(from, loaded)) return unchanged;
    if (isHeld(request.ifNoneMatch, unchanged.etag)) return unchanged;
    const document = await (from === undefined
      ? this.documents.whole(loaded)
      : this.documents.since(from, loaded));
    return { kind: 'document', encoding, representation: await document.get(encoding) };
  }

  private unchanged(loaded: LoadedEnvironment): Unchanged {
    const known = this.unchangedAnswers.get(loaded);
    if (known !== undefined) return known;
    const etag = etagOf(loaded);
    const headers = unchangedHeaders(etag);
    const made: Unchanged = { kind: 'unchanged', etag, headers, wire: wireOf(headers) };
    this.unchangedAnswers.set(loaded, made);
    return made;
  }

  /** Counts an answer that is given. */
  count(answer: SnapshotAnswer): void {
    if (answer.kind === 'unchanged') this.metrics.unchanged();
    else this.metrics.served(answer.encoding, answer.representation.body.length);
  }

  /** Who holds a newer state than this process was told of it by another one, which must be right. */
  private async load(ref: EnvironmentRef, request: SnapshotRequest): Promise<LoadedEnvironment> {
    const loaded = await this.store.get(ref, this.clock.now());
    if (!isBehind(loaded, named(request, loaded))) return loaded;
    return this.store.catchUp(ref, this.clock.now());
  }
}

/** The state that a client says it has. */
function named(
  { since, ifNoneMatch }: SnapshotRequest,
  loaded: LoadedEnvironment,
): Position | undefined {
  if (since !== undefined) return sinceOf(since, loaded);
  if (ifNoneMatch === undefined) return undefined;
  const [, text = ''] = /^(?:W\/)?"([^"]+)"$/.exec(ifNoneMatch) ?? [];
  return parsePosition(text);
}

function isBehind(loaded: LoadedEnvironment, position: Position | undefined): boolean {
  return position !== undefined && follows(position, loaded);
}

/** `If-None-Match`: a list, weak or not, or `*` (RFC 9110 §13.1.2, weak comparison). */
function isHeld(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch === etag || ifNoneMatch.trim() === '*') return true;
  const opaque = etag.slice(2);
  return ifNoneMatch.split(',').some((one) => one.trim().replace(/^W\//, '') === opaque);
}
