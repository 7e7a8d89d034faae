import type { EnvironmentName, Tx } from '@app/kernel';
import { type Environment, EnvironmentNotFound, EnvironmentRepository } from '@app/tenancy';
import { InMemoryTx } from '../../../outbox/src/testing/in-memory-unit-of-work';
import {
  type EnvironmentCounts,
  EnvironmentStore,
  type LockedEnvironment,
  ValueTypeRaced,
} from '../application/environment.store';
import { type EnvironmentState, nothingKnown } from '../domain/environment-state';
import type { Needs } from '../domain/needs';
import { referenceId } from '../domain/reference';
import type { SavedItem } from '../domain/saved-item';
import type { IdList } from '../domain/segment';
import type { IdsNeeded, PresentIds } from '../domain/segment-ids';
import { InMemoryFeatures } from './in-memory-features';

/** Flags and segments in memory. Transactions of `InMemoryUnitOfWork` run one by one, so locking is looking. */
export class InMemoryEnvironmentStore extends EnvironmentStore {
  constructor(
    private readonly environments: EnvironmentRepository,
    private readonly features = new InMemoryFeatures(),
  ) {
    super();
  }

  override async lock(
    tx: Tx,
    tenantId: string,
    { environment: name, flagKeys }: { environment: EnvironmentName; flagKeys: readonly string[] },
  ): Promise<LockedEnvironment> {
    const [environment] = (await this.environments.lock(tx, tenantId, [name])) as [Environment];
    const references = flagKeys.map((key) => ({ kind: 'flag' as const, key }));
    const needs = { references, ids: [], usersOf: [], elsewhere: [] };
    return { environment, state: await this.read(tx, environment, needs) };
  }

  override async read(_: Tx, environment: Environment, needs: Needs): Promise<EnvironmentState> {
    const { flags, segments } = this.features.room(environment);
    const keys = needs.references.filter(({ kind }) => kind === 'flag').map(({ key }) => key);
    const wanted = new Set(needs.references.map(referenceId));
    return {
      ...nothingKnown(environment.name),
      known: wanted,
      flags: new Map([...flags].filter(([key]) => wanted.has(`flag/${key}`))),
      segments: new Map([...segments].filter(([key]) => wanted.has(`segment/${key}`))),
      ids: new Map(needs.ids.map((ids) => [ids.key, this.ids(environment, ids)])),
      usedBy: new Map(
        needs.usersOf.map((used) => [referenceId(used), this.features.usersOf(environment, used)]),
      ),
      declared: new Map(keys.flatMap((key) => this.declared(environment, key))),
      elsewhere: new Map(await this.elsewhere(environment, needs.elsewhere)),
    };
  }

  override async count(_: Tx, environment: Environment): Promise<EnvironmentCounts> {
    const { flags, segments } = this.features.room(environment);
    return { flags: flags.size, segments: segments.size };
  }

  override async flagKeys(_: Tx, environment: Environment): Promise<string[]> {
    return [...this.features.room(environment).flags.keys()].sort();
  }

  override async look<T>(
    tenantId: string,
    names: readonly EnvironmentName[],
    work: (tx: Tx, environments: readonly Environment[]) => Promise<T>,
  ): Promise<T> {
    const found = await Promise.all(
      names.map(async (name) => {
        const environment = await this.environments.find(tenantId, name);
        if (environment === undefined) throw new EnvironmentNotFound(name);
        return environment;
      }),
    );
    return work({ record: refuse }, found);
  }

  override async save(
    tx: Tx,
    environment: Environment,
    saved: readonly SavedItem[],
  ): Promise<void> {
    const room = this.features.room(environment);
    const [flags, segments, ids] = [new Map(room.flags), new Map(room.segments), new Map(room.ids)];
    for (const each of saved) {
      const { key } = each.item;
      if (each.kind === 'segment') {
        if (each.segment === undefined) segments.delete(key);
        else segments.set(key, each.segment);
        if (each.segment === undefined) ids.delete(key);
        else ids.set(key, moved(ids.get(key), each.item.ids));
      } else if (each.flag === undefined) flags.delete(key);
      else {
        await this.declare(environment, each.flag.config);
        flags.set(key, each.flag);
      }
    }
    const undo = this.features.replace(environment, { flags, segments, ids });
    if (tx instanceof InMemoryTx) tx.onRollback(undo);
  }

  private ids(environment: Environment, { key, among }: IdsNeeded): PresentIds {
    const present = this.features.room(environment).ids.get(key);
    const some = (list: IdList): ReadonlySet<string> =>
      new Set([...(present?.[list] ?? [])].filter((id) => among?.includes(id) ?? true));
    return { include: some('include'), exclude: some('exclude') };
  }

  private declared({ tenantId }: Environment, key: string): [string, never][] {
    const type = this.features.declared(tenantId, key);
    return type === undefined ? [] : [[key, type as never]];
  }

  private async elsewhere(
    { tenantId, id }: Environment,
    keys: readonly string[],
  ): Promise<[string, string[]][]> {
    const others = (await this.environments.list(tenantId)).filter((each) => each.id !== id);
    return keys.map((key) => [
      key,
      others.filter((each) => this.features.room(each).flags.has(key)).map(({ name }) => name),
    ]);
  }

  private async declare(
    environment: Environment,
    { key, valueType }: { key: string; valueType: Parameters<InMemoryFeatures['declare']>[2] },
  ): Promise<void> {
    const { tenantId } = environment;
    const declared = this.features.declared(tenantId, key);
    const [[, others] = ['', []]] = await this.elsewhere(environment, [key]);
    if (declared !== undefined && declared !== valueType && others.length > 0) {
      throw new ValueTypeRaced();
    }
    this.features.declare(tenantId, key, valueType);
  }
}

function moved(
  present: PresentIds | undefined,
  deltas: Extract<SavedItem, { kind: 'segment' }>['item']['ids'],
): PresentIds {
  const after = (list: IdList): ReadonlySet<string> => {
    const set = new Set(present?.[list]);
    deltas[list].removed.forEach((id) => set.delete(id));
    deltas[list].added.forEach((id) => set.add(id));
    return set;
  };
  return { include: after('include'), exclude: after('exclude') };
}

function refuse(): never {
  throw new TypeError('Nothing can be recorded while only looking.');
}
