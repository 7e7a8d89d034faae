import type { CompiledSnapshot, Snapshot } from '@app/flag-engine';
import QuickLRU from 'quick-lru';
import { engineFlag, type Flag } from '../domain/flag';
import type { FlagList, Stamp } from '../domain/flag-list';
import { compileWhole } from './compile-whole';
import { type FlagSelection, selectFlags } from '../domain/flag-selection';

const MAX_REMEMBERED = 64;

/** A flag list and what has been worked out from it; as good as the list itself for as long as it stands. */
export class EnvironmentView implements Stamp {
  private readonly remembered = new QuickLRU<string, unknown>({ maxSize: MAX_REMEMBERED });
  private compiledSnapshot: CompiledSnapshot | undefined;

  /** @param former an older revision, compiled: what did not change since is taken over from it */
  constructor(
    readonly list: FlagList,
    private former?: CompiledSnapshot,
  ) {}

  get epoch(): string {
    return this.list.epoch;
  }

  get revision(): number {
    return this.list.revision;
  }

  /** The flags of a selection, all pages of it. Worked out once. */
  select(selection: FlagSelection): readonly Flag[] {
    const { search, tags, sort } = selection;
    return this.once(`select ${JSON.stringify([search, tags, sort])}`, () =>
      selectFlags(this.list.flags, selection),
    );
  }

  /** What `work` gave when it was first asked for under `id`: it must depend on the list and `id` alone. */
  once<T>(id: string, work: () => T): T {
    if (this.remembered.has(id)) return this.remembered.get(id) as T;
    const result = work();
    this.remembered.set(id, result);
    return result;
  }

  get compiled(): CompiledSnapshot | undefined {
    return this.compiledSnapshot;
  }

  /** This or the latest older revision that was compiled. */
  get latestCompiled(): CompiledSnapshot | undefined {
    return this.compiledSnapshot ?? this.former;
  }

  /** @param segments of the same revision as the list */
  compileWith(segments: Snapshot['segments']): CompiledSnapshot {
    if (this.compiledSnapshot === undefined) {
      const environment = { flags: this.list.flags.map(engineFlag), segments };
      this.compiledSnapshot = compileWhole(environment, this.former);
      this.former = undefined;
    }
    return this.compiledSnapshot;
  }
}
