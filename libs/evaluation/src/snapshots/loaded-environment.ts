import {
  compile,
  type CompiledSnapshot,
  type EvaluationContext,
  nextChangeAt,
  type Snapshot,
  type SnapshotDelta,
} from '@app/flag-engine';
import { applyDelta, recompile } from '@app/flag-engine/delta';
import { hashes } from '@app/flag-engine/hashes';
import { operators } from '@app/flag-engine/operators';
import type { EnvironmentRef, Position } from './environment-ref';

/** A context that has none of the attributes that a rule could compare with the present time. */
const NOBODY: EvaluationContext = {};
const NEVER = Number.POSITIVE_INFINITY;

/** An environment in memory, compiled, at one position. Immutable: a newer state is another one. */
export class LoadedEnvironment implements Position {
  readonly epoch: string;
  readonly revision: number;
  /** Whether a rule compares an attribute with the present time: then each context has its own schedule. */
  readonly timedByContext: boolean;
  /** Made when they are asked for: most changes of a large environment are seen by who asks a few flags. */
  private allKeys: readonly string[] | undefined;
  private visibleKeys: readonly string[] | undefined;
  private schedule: { readonly askedAt: number; readonly at: number } | undefined;

  private constructor(
    readonly ref: EnvironmentRef,
    private readonly snapshot: Snapshot,
    readonly compiled: CompiledSnapshot,
    /** What changed last, where this state was reached by that: from the state before it to this one. */
    readonly arrival?: SnapshotDelta,
  ) {
    this.epoch = snapshot.epoch;
    this.revision = snapshot.revision;
    // For all contexts together such a comparison may change at any moment, so also at the first one.
    this.timedByContext = nextChangeAt(compiled, 0) === 1;
  }

  static of(ref: EnvironmentRef, snapshot: Snapshot): LoadedEnvironment {
    return new LoadedEnvironment(ref, snapshot, compile(snapshot, { operators, hashes }));
  }

  /** As `of`, for a newer snapshot: what did not change since is taken over compiled. */
  replacedBy(snapshot: Snapshot): LoadedEnvironment {
    return new LoadedEnvironment(this.ref, snapshot, recompile(this.compiled, snapshot));
  }

  /**
   * The state that a delta leads to; only what it speaks of, and what stands on that, is compiled.
   * @throws RangeError when it leads from another state
   */
  after(delta: SnapshotDelta): LoadedEnvironment {
    const snapshot = applyDelta(this.snapshot, delta);
    return new LoadedEnvironment(this.ref, snapshot, recompile(this.compiled, snapshot), delta);
  }

  /** Keys of all flags, in the order of the snapshot. */
  get keys(): readonly string[] {
    this.allKeys ??= this.snapshot.flags.map(({ key }) => key);
    return this.allKeys;
  }

  /** Keys of the flags that a client-side key may see, in the order of the snapshot. */
  get clientKeys(): readonly string[] {
    this.visibleKeys ??= this.snapshot.flags.flatMap(({ key, clientVisible }) =>
      clientVisible ? key : [],
    );
    return this.visibleKeys;
  }

  /** For the cache that other processes start from. */
  toSnapshot(): Snapshot {
    return this.snapshot;
  }

  isClientVisible(key: string): boolean {
    return this.compiled.flags.get(key)?.config.clientVisible === true;
  }

  tagsOf(key: string): readonly string[] {
    return this.compiled.flags.get(key)?.config.tags ?? [];
  }

  /**
   * The next moment (epoch milliseconds) at which time alone changes answers whatever the context,
   * or infinity: when streams must be told. Found once and kept until it has passed.
   */
  nextScheduleAt(now: number): number {
    const known = this.schedule;
    if (known !== undefined && known.askedAt <= now && now < known.at) return known.at;
    const at = nextChangeAt(this.compiled, now, { context: NOBODY }) ?? NEVER;
    this.schedule = { askedAt: now, at };
    return at;
  }

  /** As `nextScheduleAt`, for one context; it is looked at only where the environment is `timedByContext`. */
  nextChangeFor(context: EvaluationContext, now: number): number {
    if (!this.timedByContext) return this.nextScheduleAt(now);
    return nextChangeAt(this.compiled, now, { context }) ?? NEVER;
  }
}
