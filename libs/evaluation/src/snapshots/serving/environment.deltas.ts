import { Injectable } from '@nestjs/common';
import type { SnapshotDelta } from '@app/flag-engine';
import pLimit from 'p-limit';
import QuickLRU from 'quick-lru';
import { SigningKeyring } from '../../signing/signing.keyring';
import { follows, type Position } from '../environment-ref';
import type { LoadedEnvironment } from '../loaded-environment';
import { SnapshotSource } from '../snapshot.source';
import { ServedDocument } from './served-document';
import { ServingMetrics } from './serving.metrics';
import { deltaJson } from './snapshot-json';

/** Of each state: from so many earlier ones the way to it is remembered. */
const MOST_REMEMBERED = 64;
/** Questions to the database at a time; while more than `MOST_WAITING` wait, nothing is told. */
const MOST_AT_ONCE = 2;
const MOST_WAITING = 50;

type Ways = QuickLRU<number, Promise<ServedDocument | undefined>>;

/**
 * What leads from an earlier state to the present one. Each way is found, written and signed once,
 * however many ask, and is forgotten with the state it leads to.
 */
@Injectable()
export class EnvironmentDeltas {
  private readonly known = new WeakMap<LoadedEnvironment, Ways>();
  private readonly inTurn = pLimit(MOST_AT_ONCE);

  constructor(
    private readonly source: SnapshotSource,
    private readonly keyring: SigningKeyring,
    private readonly metrics: ServingMetrics,
  ) {}

  /**
   * @returns `undefined` when it cannot be told: another epoch, too long ago, not an earlier state,
   *   or the database does not answer. It may lead further than to `loaded`.
   */
  async between(since: Position, loaded: LoadedEnvironment): Promise<ServedDocument | undefined> {
    if (!follows(loaded, since)) return undefined;
    const ways = this.of(loaded);
    const known = ways.get(since.revision);
    if (known !== undefined) return known;
    const found = this.find(since, loaded);
    ways.set(since.revision, found);
    return found;
  }

  private of(loaded: LoadedEnvironment): Ways {
    const known = this.known.get(loaded);
    if (known !== undefined) return known;
    const made: Ways = new QuickLRU({ maxSize: MOST_REMEMBERED });
    this.known.set(loaded, made);
    return made;
  }

  private async find(
    since: Position,
    loaded: LoadedEnvironment,
  ): Promise<ServedDocument | undefined> {
    // The last step is what this process came here by itself.
    const last = loaded.arrival?.since === since.revision ? loaded.arrival : undefined;
    const delta = last ?? (await this.ask(since, loaded));
    this.metrics.sought(delta === undefined ? 'whole' : 'told');
    if (delta === undefined) return undefined;
    return new ServedDocument(delta, Buffer.from(deltaJson(delta)), this.keyring);
  }

  private async ask(
    since: Position,
    loaded: LoadedEnvironment,
  ): Promise<SnapshotDelta | undefined> {
    if (this.inTurn.pendingCount >= MOST_WAITING) return undefined;
    try {
      return await this.inTurn(() => this.source.changesSince(loaded.ref, since));
    } catch {
      // The whole is in memory, and tells as much.
      return undefined;
    }
  }
}
