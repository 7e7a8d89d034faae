import type { Tx } from '@app/kernel';
import { InMemoryTx } from '../../../outbox/src/testing/in-memory-unit-of-work';
import type { ContextSampling, KeptContext, SamplingOrder } from '../contexts/context-sampling';
import {
  type KeptSample,
  SampledContexts,
  type StoredSampling,
} from '../contexts/sampled.contexts';
import type { Place } from '../counts/usage.ledger';

interface Kept {
  readonly context: KeptContext;
  readonly seenAt: number;
}

interface Entry extends StoredSampling {
  readonly kept: readonly Kept[];
}

/** Orders and contexts in memory. The in-memory unit of work runs one transaction at a time, which is lock enough. */
export class InMemorySampledContexts extends SampledContexts {
  private readonly entries = new Map<string, Entry>();

  override orders(): Promise<SamplingOrder[]> {
    return Promise.resolve([...this.entries.values()].filter(({ sampling }) => sampling.enabled));
  }

  override find({ environmentId }: Place): Promise<StoredSampling | undefined> {
    return Promise.resolve(this.entries.get(environmentId));
  }

  override lock(_tx: Tx, place: Place): Promise<StoredSampling | undefined> {
    return this.find(place);
  }

  override save(tx: Tx, place: Place, sampling: ContextSampling, at: number): Promise<void> {
    const { version, kept } = this.entries.get(place.environmentId) ?? { version: 0, kept: [] };
    this.put(tx, {
      ...place,
      sampling,
      version: version + 1,
      changedAt: at,
      kept: kept.slice(0, sampling.capacity),
    });
    return Promise.resolve();
  }

  override keep(
    { environmentId, version }: SamplingOrder,
    contexts: readonly KeptContext[],
    seenAt: number,
  ): Promise<void> {
    const entry = this.entries.get(environmentId);
    if (entry?.version !== version || !entry.sampling.enabled) return Promise.resolve();
    const coming = contexts.map((context) => ({ context, seenAt }));
    // Any may give way to those that come; here it is always the first.
    const kept = [...entry.kept, ...coming].slice(-entry.sampling.capacity);
    this.entries.set(environmentId, { ...entry, kept });
    return Promise.resolve();
  }

  override read({ environmentId }: Place, since: number): Promise<KeptSample> {
    const kept = (this.entries.get(environmentId)?.kept ?? [])
      .filter(({ seenAt }) => seenAt >= since)
      .sort((a, b) => b.seenAt - a.seenAt);
    return Promise.resolve({
      contexts: kept.map(({ context }) => context),
      oldestAt: kept.at(-1)?.seenAt,
    });
  }

  override clear(tx: Tx, { environmentId }: Place): Promise<number> {
    const entry = this.entries.get(environmentId);
    if (entry === undefined) return Promise.resolve(0);
    this.put(tx, { ...entry, version: entry.version + 1, kept: [] });
    return Promise.resolve(entry.kept.length);
  }

  override expire(now: number): Promise<void> {
    for (const [id, entry] of this.entries) {
      const before = now - entry.sampling.expiresAfterSeconds * 1_000;
      const kept = entry.kept.filter(({ seenAt }) => seenAt >= before);
      this.entries.set(id, { ...entry, kept });
    }
    return Promise.resolve();
  }

  private put(tx: Tx, entry: Entry): void {
    const { environmentId } = entry;
    const before = this.entries.get(environmentId);
    if (tx instanceof InMemoryTx) {
      tx.onRollback(() => {
        if (before === undefined) this.entries.delete(environmentId);
        else this.entries.set(environmentId, before);
      });
    }
    this.entries.set(environmentId, entry);
  }
}
