import { setTimeout as delay } from 'node:timers/promises';
import { backoffMs } from '@app/outbox';
import type { AuditIndexer, IndexableEvent } from './audit.indexer';
import type { AuditRecord } from './audit.record';

const BATCH = 500;
const MOST_ATTEMPTS = 10;

export interface RebuildOptions {
  /** Empties the index first, so that what is not in the record is gone. Searches find less meanwhile. */
  readonly clear?: boolean;
  /** Told after each batch how many events have been dealt with so far. */
  readonly onProgress?: (events: number) => void;
}

/** How it ended. */
export interface RebuildReport {
  readonly indexed: number;
  /** Ids of events that the index refused for good. */
  readonly refused: readonly string[];
}

/** Makes the index anew from the record. Safe to repeat, and while the service runs. */
export class AuditIndexRebuild {
  /** @param indexer absent when no index is configured */
  constructor(
    private readonly record: AuditRecord,
    private readonly indexer: AuditIndexer | undefined,
  ) {}

  /** @throws Error when no index is configured, or when it keeps failing */
  async run({ clear = false, onProgress }: RebuildOptions = {}): Promise<RebuildReport> {
    const { indexer } = this;
    if (indexer === undefined) {
      throw new Error('There is no audit index to rebuild: set ELASTICSEARCH_URL.');
    }
    if (clear) await indexer.clear();
    let seen = 0;
    const refused: string[] = [];
    for (
      let batch = await this.record.read(BATCH);
      batch.length > 0;
      batch = await this.record.read(BATCH, batch.at(-1))
    ) {
      refused.push(...(await persistently(indexer, batch)));
      seen += batch.length;
      onProgress?.(seen);
    }
    return { indexed: seen - refused.length, refused };
  }
}

/** @returns the ids that were refused for good */
async function persistently(
  indexer: AuditIndexer,
  batch: readonly IndexableEvent[],
): Promise<string[]> {
  const refused: string[] = [];
  let left = batch;
  for (let attempt = 1; left.length > 0; attempt += 1) {
    const { retry, dead, reason } = await attemptOf(indexer, left);
    refused.push(...dead.map(({ event }) => event.id));
    if (retry.length > 0 && attempt === MOST_ATTEMPTS) {
      throw new Error(`The audit index keeps failing: ${reason ?? 'no reason given'}`);
    }
    left = retry;
    if (left.length > 0) await delay(backoffMs(attempt, Math.random()));
  }
  return refused;
}

interface Attempt {
  readonly retry: readonly IndexableEvent[];
  readonly dead: readonly IndexableEvent[];
  readonly reason?: string;
}

async function attemptOf(
  indexer: AuditIndexer,
  events: readonly IndexableEvent[],
): Promise<Attempt> {
  try {
    const outcomes = await indexer.write(events);
    const ended = (kind: 'retry' | 'dead'): IndexableEvent[] =>
      events.filter(({ event }) => outcomes.get(event.id)?.kind === kind);
    const failure = [...outcomes.values()].find((outcome) => outcome.kind === 'retry');
    return {
      retry: ended('retry'),
      dead: ended('dead'),
      ...(failure === undefined ? {} : { reason: failure.reason }),
    };
  } catch (error) {
    return { retry: events, dead: [], reason: error instanceof Error ? error.message : '' };
  }
}
