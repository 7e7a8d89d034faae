import { Injectable, Logger } from '@nestjs/common';
import QuickLRU from 'quick-lru';
import type { FlagList, Stamp } from '../domain/flag-list';
import { EnvironmentView } from './environment.view';
import { FlagListCache, type ListKey } from './flag-list.cache';
import { FlagReader } from './flag.reader';
import { FeatureMetrics } from './feature.metrics';

/** A list, and whether it came from the cache. */
export interface ServedList {
  readonly view: EnvironmentView;
  readonly cache: 'HIT' | 'MISS';
}

const MAX_VIEWS = 100;
/** Writes may overtake a reader again and again; after this many it takes what it has. */
const MAX_READS = 4;
const CACHE_LOST = 'The flag list cache fails; lists are read from the database until it is back.';

/** Flag lists by way of the cache, read once however many ask, never older than a write already answered. */
@Injectable()
export class FlagLists {
  private readonly logger = new Logger('FlagListCache');
  private readonly views = new QuickLRU<string, EnvironmentView>({ maxSize: MAX_VIEWS });
  /** Requests that arrived in the same turn of the event loop: one question is asked for all of them. */
  private readonly asked = new Map<string, Promise<ServedList>>();
  /** Readings of the database that may still be joined. */
  private readonly readings = new Map<string, Promise<EnvironmentView>>();
  private failing = false;

  constructor(
    private readonly cache: FlagListCache,
    private readonly reader: FlagReader,
    private readonly metrics: FeatureMetrics,
  ) {}

  /** @throws EnvironmentNotFound */
  get(key: ListKey): Promise<ServedList> {
    const id = idOf(key);
    const asked = this.asked.get(id);
    if (asked !== undefined) return asked;
    // Asked only after this turn: a question sent earlier could miss a write that was answered since.
    const answer = new Promise((resolve) => setImmediate(resolve)).then(() => {
      this.asked.delete(id);
      return this.lookUp(key);
    });
    this.asked.set(id, answer);
    return answer;
  }

  /** The view of a list that was read elsewhere, or of the newer one that is held. */
  adopt(key: ListKey, list: FlagList): EnvironmentView {
    const id = idOf(key);
    const held = this.views.get(id);
    if (held?.epoch === list.epoch && held.revision >= list.revision) return held;
    const view = new EnvironmentView(list, held?.latestCompiled);
    this.views.set(id, view);
    return view;
  }

  /**
   * Forgets what is older than `committed`.
   * @throws whatever the cache fails with
   */
  async invalidate(key: Pick<ListKey, 'tenant' | 'environment'>, committed: Stamp): Promise<void> {
    // Who asks from now on must not join a reading that may have begun before the commit.
    this.readings.delete(idOf(key));
    await this.cache.invalidate(key, committed);
  }

  private async lookUp(key: ListKey): Promise<ServedList> {
    const held = this.views.get(idOf(key));
    const cached = await this.tolerating(() => this.cache.find(key, held));
    this.metrics.listRequest(
      cached === undefined ? 'error' : cached.kind === 'miss' ? 'miss' : 'hit',
    );
    if (cached?.kind === 'same' && held !== undefined) return { view: held, cache: 'HIT' };
    if (cached?.kind === 'hit') return { view: this.adopt(key, cached.list), cache: 'HIT' };
    return { view: await this.read(key, MAX_READS), cache: 'MISS' };
  }

  private read(key: ListKey, attempts: number): Promise<EnvironmentView> {
    const id = idOf(key);
    const underWay = this.readings.get(id);
    if (underWay !== undefined) return underWay;
    const end = (): void => {
      if (this.readings.get(id) === reading) this.readings.delete(id);
    };
    const reading: Promise<EnvironmentView> = this.readOnce(key)
      .finally(end)
      .then(async (view) => {
        // Nobody can join any more: whoever did asked before this, so a write that was answered
        // before they asked has told the cache, and an older list is refused here.
        const outcome = await this.tolerating(() => this.cache.put(key, view.list));
        return outcome === 'stale' && attempts > 1 ? this.read(key, attempts - 1) : view;
      });
    this.readings.set(id, reading);
    return reading;
  }

  private async readOnce(key: ListKey): Promise<EnvironmentView> {
    const held = this.views.get(idOf(key));
    const list = await this.reader.readList(key, held);
    return list === undefined ? (held as EnvironmentView) : this.adopt(key, list);
  }

  /** What the cache answers, or `undefined` when it fails: said once per outage. */
  private async tolerating<T>(ask: () => Promise<T>): Promise<T | undefined> {
    try {
      const answer = await ask();
      this.failing = false;
      return answer;
    } catch (error) {
      if (!this.failing) this.logger.warn({ err: error }, CACHE_LOST);
      this.failing = true;
      return undefined;
    }
  }
}

function idOf({ tenant, environment }: Pick<ListKey, 'tenant' | 'environment'>): string {
  return `${tenant}/${environment}`;
}
