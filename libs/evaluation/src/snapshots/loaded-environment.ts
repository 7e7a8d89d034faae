import { compile, type CompiledSnapshot, nextChangeAt, type Snapshot } from '@app/flag-engine';
import { hashes } from '@app/flag-engine/hashes';
import { operators } from '@app/flag-engine/operators';
import type { EnvironmentRef, Position } from './environment-ref';

/** An environment in memory, compiled, at one position. Replaced as a whole when a newer one arrives. */
export class LoadedEnvironment implements Position {
  readonly epoch: string;
  readonly revision: number;
  readonly compiled: CompiledSnapshot;
  /** Keys of all flags in the order of the snapshot, and of those a client-side key may see. */
  readonly keys: readonly string[];
  readonly clientKeys: ReadonlySet<string>;
  /** Tags of each flag that has any, for requests that ask for some of them only. */
  private readonly tags: ReadonlyMap<string, readonly string[]>;
  private nextChange: { readonly askedAt: number; readonly at: number } | undefined;

  private constructor(
    readonly ref: EnvironmentRef,
    snapshot: Snapshot,
    previous: LoadedEnvironment | undefined,
  ) {
    this.epoch = snapshot.epoch;
    this.revision = snapshot.revision;
    this.compiled = compile(snapshot, {
      previous: previous?.compiled,
      operators,
      hashes,
    });
    this.keys = snapshot.flags.map(({ key }) => key);
    this.clientKeys = new Set(
      snapshot.flags.filter(({ clientVisible }) => clientVisible).map(({ key }) => key),
    );
    this.tags = new Map(
      snapshot.flags.flatMap(({ key, tags = [] }) => (tags.length > 0 ? [[key, tags]] : [])),
    );
  }

  /** Compiles a snapshot; what did not change since `previous` is taken over from it. */
  static of(
    ref: EnvironmentRef,
    snapshot: Snapshot,
    previous?: LoadedEnvironment,
  ): LoadedEnvironment {
    return new LoadedEnvironment(ref, snapshot, previous);
  }

  tagsOf(key: string): readonly string[] {
    return this.tags.get(key) ?? [];
  }

  /**
   * The next moment (epoch milliseconds) at which time alone may change an answer, or infinity.
   * Found once and kept until it has passed: walking every schedule is not for the request path.
   */
  nextChangeAt(now: number): number {
    const known = this.nextChange;
    if (known !== undefined && known.askedAt <= now && now < known.at) return known.at;
    const at = nextChangeAt(this.compiled, now) ?? Number.POSITIVE_INFINITY;
    this.nextChange = { askedAt: now, at };
    return at;
  }
}
