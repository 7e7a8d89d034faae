import type { Flag, Snapshot, SnapshotDelta } from '@app/flag-engine';
import { withDefaults } from '@app/flag-engine/validation';
import type { EnvironmentIds, EnvironmentRef, Position } from '../snapshots/environment-ref';
import { SnapshotSource } from '../snapshots/snapshot.source';

/** A flag that is on, of a version. */
export function aFlag(key: string, version = 1, more: Partial<Flag> = {}): Flag {
  return { ...withDefaults({ key, enabled: true, ...more }), version };
}

/** A record of one environment that a test writes: it can be lost, hang, and forget what changed. */
export class ScriptedSnapshotSource extends SnapshotSource {
  reads = 0;
  deltas = 0;
  lost = false;
  /** Whether changes can be told; else everything is read. */
  tellsChanges = true;
  gone = false;
  private held: Promise<void> | undefined;
  private readonly states: Snapshot[] = [];

  constructor(flags: readonly Flag[] = [aFlag('a')], { epoch = 'e1', revision = 1 } = {}) {
    super();
    this.write(flags, { epoch, revision });
  }

  /** Makes a new state the present one. */
  write(flags: readonly Flag[], position?: Partial<Position>): Position {
    const { epoch = 'e1', revision = 0 } = this.states.at(-1) ?? {};
    const at = { epoch, revision: revision + 1, ...position };
    this.states.push({
      schema: 1,
      tenant: 'zebra',
      environment: 'dev',
      ...at,
      flags,
      segments: [],
    });
    return at;
  }

  /** Lets every question wait until the returned function is called. */
  hold(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.held = promise;
    return () => {
      this.held = undefined;
      resolve();
    };
  }

  override async read(): Promise<Snapshot | undefined> {
    this.reads += 1;
    return this.present();
  }

  override async changesSince(
    _: EnvironmentRef,
    { epoch, revision }: Position,
  ): Promise<SnapshotDelta | undefined> {
    this.deltas += 1;
    const present = await this.present();
    const before = this.states.find((one) => one.epoch === epoch && one.revision === revision);
    if (present === undefined || before === undefined || !this.tellsChanges) return undefined;
    if (present.epoch !== epoch || present.revision < revision) return undefined;
    const known = new Map(before.flags.map((flag) => [flag.key, flag]));
    const keys = new Set(present.flags.map(({ key }) => key));
    return {
      ...present,
      since: revision,
      flags: present.flags.filter((flag) => known.get(flag.key)?.version !== flag.version),
      deletedFlags: [...known.keys()].filter((key) => !keys.has(key)),
      segments: [],
      deletedSegments: [],
    };
  }

  override async positions(
    refs: readonly EnvironmentIds[],
  ): Promise<ReadonlyMap<string, Position>> {
    const present = await this.present();
    return new Map(
      refs.flatMap(({ environmentId }) =>
        present === undefined ? [] : [[environmentId, present]],
      ),
    );
  }

  private async present(): Promise<Snapshot | undefined> {
    const state = this.states.at(-1);
    await this.held;
    if (this.lost) throw new Error('The database is lost.');
    return this.gone ? undefined : state;
  }
}
