import { randomUUID } from 'node:crypto';
import { environmentName, type Tx, type UnitOfWork } from '@app/kernel';
import { type Environment, EnvironmentNotFound, type EnvironmentRepository } from '@app/tenancy';
import { EnvironmentStore, ValueTypeRaced } from '../application/environment.store';
import type { FlagReader } from '../application/flag.reader';
import type { EnvironmentState } from '../domain/environment-state';
import type { Flag } from '../domain/flag';
import type { Needs } from '../domain/needs';
import { planPutFlag } from '../domain/plan-flag';
import { planPutSegment } from '../domain/plan-segment';
import { type SavedItem, savedItem } from '../domain/saved-item';
import type { Segment } from '../domain/segment';
import type { SegmentPatch } from '../domain/segment-patch';
import type { FlagPatch } from '../domain/flag-patch';
import { needing, onlyFor } from './feature.builders';

/** What a store is tested with. */
export interface StoreSubject {
  readonly store: EnvironmentStore;
  readonly reader: FlagReader;
  readonly environments: EnvironmentRepository;
  readonly unitOfWork: UnitOfWork;
  /** A tenant of its own with `dev` and `prod`. */
  aTenant(): Promise<string>;
}

const NOTHING: Needs = { references: [], ids: [], usersOf: [], elsewhere: [] };
const DEV = environmentName('dev');
const STAMP = {
  time: '2026-11-25T09:30:00.123Z',
  actor: { type: 'user' as const, id: 'u-1', name: 'Zoe' },
};

/** What every store, and the reader that sees what it wrote, keep to. */
export function environmentStoreContract(subject: () => StoreSubject): void {
  let tenantId: string;

  beforeEach(async () => {
    tenantId = await subject().aTenant();
  });

  const inside = <T>(
    work: (tx: Tx, environment: Environment) => Promise<T>,
    name = 'dev',
  ): Promise<T> =>
    subject().unitOfWork.run(async (tx) => {
      const wanted = { environment: environmentName(name), flagKeys: [] };
      const { environment } = await subject().store.lock(tx, tenantId, wanted);
      return work(tx, environment);
    });
  const write = (items: readonly SavedItem[], name = 'dev'): Promise<void> =>
    inside(async (tx, environment) => {
      await subject().store.save(tx, environment, items);
      await subject().environments.advance(tx, environment);
    }, name);
  const read = (needs: Partial<Needs>, name = 'dev'): Promise<EnvironmentState> =>
    inside(
      (tx, environment) => subject().store.read(tx, environment, { ...NOTHING, ...needs }),
      name,
    );
  const list = async () => subject().reader.readList({ tenantId, environment: DEV });

  it('locks an environment and reads the flags that are wanted, known to be absent or not', async () => {
    const flag = aSavedFlag('checkout', { enabled: true });
    await write([flag]);
    const { store, unitOfWork } = subject();
    const locked = await unitOfWork.run((tx) =>
      store.lock(tx, tenantId, { environment: DEV, flagKeys: ['checkout', 'nope'] }),
    );
    expect(locked.environment).toMatchObject({ tenantId, name: 'dev', revision: 1 });
    expect(locked.state.flags).toEqual(new Map([['checkout', flag.flag]]));
    expect([...locked.state.known].sort()).toEqual(['flag/checkout', 'flag/nope']);
    expect(locked.state.declared).toEqual(new Map([['checkout', 'boolean']]));
  });

  it('knows no environment that is not the tenant’s', async () => {
    const nowhere = { environment: environmentName('nowhere'), flagKeys: [] };
    const { store, unitOfWork } = subject();
    await expect(unitOfWork.run((tx) => store.lock(tx, tenantId, nowhere))).rejects.toThrow(
      EnvironmentNotFound,
    );
    const looking = store.look(randomUUID(), [DEV], async () => undefined);
    await expect(looking).rejects.toThrow(EnvironmentNotFound);
  });

  it('gives back every member of a flag as it was written', async () => {
    const full = aSavedFlag('theme', {
      name: 'Theme – "é" 🎉',
      description: 'Line\nbreaks',
      tags: ['b', 'a'],
      valueType: 'object',
      variants: [
        { name: 'x', value: { z: 1, a: [null, 'ü', 0.1] } },
        { name: 'y', value: {} },
      ],
      offVariant: null,
      enabled: true,
      clientVisible: true,
      metadata: { owner: 'web', cost: 1.5, live: true },
      strategy: { fallthrough: { variant: 'y' }, type: 'rules' },
    });
    await write([full]);
    const { flags } = (await list())!;
    expect(flags).toEqual([full.flag]);
    expect(JSON.stringify(flags[0]?.config)).toBe(JSON.stringify(full.flag?.config));
  });

  it('changes and deletes flags', async () => {
    const made = aSavedFlag('a');
    await write([made, aSavedFlag('b')]);
    const changed = aSavedFlag('a', { enabled: true }, made.flag);
    await write([changed, deleted(aSavedFlag('b'))]);
    expect((await list())?.flags).toEqual([changed.flag]);
    expect(changed.flag).toMatchObject({ version: 2, id: made.flag?.id });
  });

  it('lists flags by key, all of one revision, or nothing when the asker has it', async () => {
    await write(['b', 'a', 'B', 'a-1', 'a.1'].map((key) => aSavedFlag(key)));
    const present = (await list())!;
    expect(present.flags.map(({ config }) => config.key)).toEqual(['B', 'a', 'a-1', 'a.1', 'b']);
    const address = { tenantId, environment: DEV };
    expect(await subject().reader.readList(address, present)).toBeUndefined();
    const older = { epoch: present.epoch, revision: 0 };
    expect(await subject().reader.readList(address, older)).toEqual(present);
    const other = { epoch: 'other', revision: present.revision };
    expect(await subject().reader.readList(address, other)).toEqual(present);
  });

  it('finds one flag, or says that there is none', async () => {
    const made = aSavedFlag('a');
    await write([made]);
    const find = (key: string) => subject().reader.find({ tenantId, environment: DEV }, key);
    expect((await find('a')).flag).toEqual(made.flag);
    expect((await find('b')).flag).toBeUndefined();
  });

  it('keeps the ids of segments, and tells those that are asked for', async () => {
    const made = aSavedSegment('testers', { include: ['a', 'b'], exclude: ['c'] });
    await write([made]);
    const changed = aSavedSegment(
      'testers',
      { include: { add: ['d'], remove: ['a'] } },
      made.segment,
    );
    await write([changed]);
    const state = await read({
      references: [{ kind: 'segment', key: 'testers' }],
      ids: [{ key: 'testers' }],
    });
    expect(state.segments.get('testers')).toEqual(changed.segment);
    expect(state.ids.get('testers')).toEqual({
      include: new Set(['b', 'd']),
      exclude: new Set(['c']),
    });
    const some = await read({ ids: [{ key: 'testers', among: ['a', 'd', 'c'] }, { key: 'nope' }] });
    expect(some.ids.get('testers')).toEqual({ include: new Set(['d']), exclude: new Set(['c']) });
    expect(some.ids.get('nope')).toEqual({ include: new Set(), exclude: new Set() });
  });

  it('deletes a segment with its ids', async () => {
    const made = aSavedSegment('testers', { include: ['a'] });
    await write([made]);
    await write([deleted(made)]);
    await write([aSavedSegment('testers', { include: ['b'] })]);
    const { ids } = await read({ ids: [{ key: 'testers' }] });
    expect(ids.get('testers')?.include).toEqual(new Set(['b']));
  });

  it('knows who uses what, as configurations come and go', async () => {
    const user = aSavedFlag('user', { strategy: onlyFor({ segment: 's' }) });
    const t = aSavedSegment('t', { when: { segment: 's' } });
    await write([aSavedSegment('s'), t, user, aSavedFlag('chain', { strategy: needing('user') })]);
    const [s, flag] = [
      { kind: 'segment', key: 's' } as const,
      { kind: 'flag', key: 'user' } as const,
    ];
    const before = await read({ usersOf: [s, flag] });
    expect(before.usedBy.get('segment/s')).toEqual([flag, { kind: 'segment', key: 't' }]);
    expect(before.usedBy.get('flag/user')).toEqual([{ kind: 'flag', key: 'chain' }]);
    await write([aSavedFlag('user', { strategy: null }, user.flag), deleted(t)]);
    expect((await read({ usersOf: [s] })).usedBy.get('segment/s')).toEqual([]);
  });

  it('says which other environments hold a flag', async () => {
    await write([aSavedFlag('a')], 'prod');
    const { elsewhere } = await read({ elsewhere: ['a', 'b'] });
    expect(elsewhere).toEqual(
      new Map([
        ['a', ['prod']],
        ['b', []],
      ]),
    );
  });

  it('lets no environment give a key a value type that another one holds otherwise', async () => {
    const number = { valueType: 'number', variants: [{ name: 'one', value: 1 }] } as const;
    await write([aSavedFlag('a')], 'prod');
    await expect(write([aSavedFlag('a', number)])).rejects.toThrow(ValueTypeRaced);
    await write([deleted(aSavedFlag('a'))], 'prod');
    await write([aSavedFlag('a', number)]);
    const { declared } = await read({ references: [{ kind: 'flag', key: 'a' }] });
    expect(declared.get('a')).toBe('number');
  });

  it('leaves nothing behind of a transaction that failed', async () => {
    const failing = inside(async (tx, environment) => {
      await subject().store.save(tx, environment, [aSavedFlag('a'), aSavedSegment('s')]);
      throw new Error('afterwards');
    });
    await expect(failing).rejects.toThrow('afterwards');
    const { flags, segments } = await read({
      references: [
        { kind: 'flag', key: 'a' },
        { kind: 'segment', key: 's' },
      ],
    });
    expect([flags.size, segments.size]).toEqual([0, 0]);
  });

  it('shows environments in the order they are named, and records nothing meanwhile', async () => {
    const names = [environmentName('prod'), DEV];
    await write([aSavedFlag('b'), aSavedFlag('a')]);
    const { store } = subject();
    const seen = await store.look(tenantId, names, async (tx, environments) => {
      const event = { action: 'flag.updated', tenant: { id: tenantId, slug: 'zebra' } };
      expect(() => tx.record(event)).toThrow(TypeError);
      const [, dev] = environments as [Environment, Environment];
      return { names: environments.map(({ name }) => name), keys: await store.flagKeys(tx, dev) };
    });
    expect(seen).toEqual({ names: ['prod', 'dev'], keys: ['a', 'b'] });
  });

  it('counts the flags and segments of one environment', async () => {
    const count = (name?: string) =>
      inside((tx, environment) => subject().store.count(tx, environment), name);
    expect(await count()).toEqual({ flags: 0, segments: 0 });
    await write([aSavedFlag('a'), aSavedFlag('b'), aSavedSegment('s')]);
    await write([aSavedFlag('a')], 'prod');
    expect(await count()).toEqual({ flags: 2, segments: 1 });
    expect(await count('prod')).toEqual({ flags: 1, segments: 0 });
  });

  it('takes a snapshot with flags and segments of one revision', async () => {
    const flag = aSavedFlag('a', { strategy: onlyFor({ segment: 's' }) });
    await write([flag, aSavedSegment('s', { include: ['u2', 'u1'], by: 'accountId' })]);
    const snapshot = await subject().reader.readSnapshot({ tenantId, environment: DEV });
    expect(snapshot.list).toMatchObject({ revision: 1, flags: [flag.flag] });
    expect(snapshot.segments).toMatchObject([{ key: 's', by: 'accountId', exclude: [] }]);
    expect([...(snapshot.segments[0]?.include ?? [])].sort()).toEqual(['u1', 'u2']);
  });
}

type SavedFlag = Extract<SavedItem, { kind: 'flag' }>;
type SavedSegment = Extract<SavedItem, { kind: 'segment' }>;

function aSavedFlag(key: string, set: FlagPatch = {}, before?: Flag): SavedFlag {
  const item = planPutFlag(key, before, set);
  if (!('action' in item)) throw new Error(JSON.stringify(item));
  return savedItem(item, STAMP, randomUUID) as SavedFlag;
}

function aSavedSegment(key: string, set: SegmentPatch = {}, before?: Segment): SavedSegment {
  const ids = { include: new Set(['a', 'b']), exclude: new Set(['c']) };
  const present = before === undefined ? {} : { segment: before, ids };
  const item = planPutSegment(key, present, set);
  if (!('action' in item)) throw new Error(JSON.stringify(item));
  return savedItem(item, STAMP, randomUUID) as SavedSegment;
}

function deleted(saved: SavedItem): SavedItem {
  if (saved.kind === 'flag') {
    const { key } = saved.item;
    const before = saved.flag as Flag;
    return { kind: 'flag', item: { kind: 'flag', key, action: 'delete', before, changes: [] } };
  }
  const { key, ids } = saved.item;
  const before = saved.segment as Segment;
  return {
    kind: 'segment',
    item: { kind: 'segment', key, action: 'delete', before, ids, changes: [] },
  };
}
