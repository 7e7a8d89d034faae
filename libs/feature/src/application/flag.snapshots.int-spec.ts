import { type Snapshot, type SnapshotDelta } from '@app/flag-engine';
import { applyDelta } from '@app/flag-engine/delta';
import { environmentName, type Principal } from '@app/kernel';
import { REVISIONS_KEPT } from '../persistence/save-changes';
import { useFeatureStack } from '../testing/feature-stack';
import { Changes } from './changes';
import { FlagSnapshots } from './flag.snapshots';
import type { Operation } from '../domain/change';

describe('changes of an environment since a revision', () => {
  const stack = useFeatureStack();
  let caller: Principal;
  const address = () => ({
    tenantId: caller.tenantId,
    tenant: caller.tenant,
    environment: environmentName('dev'),
  });
  const read = () => stack.get(FlagSnapshots).read(address());
  const since = (held: { epoch: string; revision: number }) =>
    stack.get(FlagSnapshots).changesSince(address(), held);
  const apply = (...operations: Operation[]) =>
    stack.get(Changes).apply(caller, { environment: 'dev', operations });
  const putFlag = (key: string, set: Extract<Operation, { kind: 'putFlag' }>['set'] = {}) =>
    apply({ kind: 'putFlag', key, set });
  const putSegment = (key: string, set: Extract<Operation, { kind: 'putSegment' }>['set']) =>
    apply({ kind: 'putSegment', key, set });

  beforeEach(async () => {
    caller = await stack.aCaller();
    await putFlag('a');
    await putFlag('b', { description: 'one' });
    await putSegment('s', { include: ['u1', 'u2'], exclude: ['u3'] });
  });

  async function expectSame(before: Snapshot): Promise<SnapshotDelta> {
    const delta = await since(before);
    if (delta === undefined) throw new Error('The changes should be known.');
    expect(sorted(applyDelta(before, delta))).toEqual(sorted(await read()));
    return delta;
  }

  it('are nothing when nothing has changed', async () => {
    const before = await read();
    expect(await since(before)).toMatchObject({ since: 3, revision: 3, flags: [], segments: [] });
  });

  it('hold only what was touched, as it is now', async () => {
    const before = await read();
    await putFlag('b', { description: 'two' });
    await putFlag('b', { description: 'three' });
    await putFlag('c');
    const delta = await expectSame(before);
    expect(delta.flags.map(({ key, version }) => [key, version])).toEqual([
      ['b', 3],
      ['c', 1],
    ]);
    expect(delta.segments).toEqual([]);
  });

  it('tell of deleted flags, and of those made again', async () => {
    const before = await read();
    await apply({ kind: 'deleteFlag', key: 'a' });
    await apply({ kind: 'deleteFlag', key: 'b' });
    await putFlag('b', { description: 'another' });
    const delta = await expectSame(before);
    expect(delta.deletedFlags).toEqual(['a']);
    expect(delta.flags).toMatchObject([{ key: 'b', version: 1, description: 'another' }]);
  });

  it('tell of a segment’s ids only which joined and left', async () => {
    const before = await read();
    await putSegment('s', { include: { add: ['u4', 'u5'], remove: ['u1'] } });
    await putSegment('s', { include: { remove: ['u5'] }, name: 'testers' });
    const delta = await expectSame(before);
    expect(delta.segments).toEqual([
      {
        key: 's',
        name: 'testers',
        anew: false,
        include: { add: ['u4'], remove: ['u1'] },
        exclude: { add: [], remove: [] },
      },
    ]);
  });

  it('begin a segment anew that was deleted and made again', async () => {
    const before = await read();
    await apply({ kind: 'deleteSegment', key: 's' });
    await putSegment('s', { include: ['u9'] });
    expect((await expectSame(before)).segments).toMatchObject([{ anew: true }]);
  });

  it('give the lists whole where very many ids joined at once', async () => {
    const before = await read();
    await putSegment('s', { include: Array.from({ length: 10_050 }, (_, i) => `id-${i}`) });
    await putSegment('s', { include: { add: ['last'] } });
    const delta = await expectSame(before);
    expect(delta.segments[0]?.anew).toBe(true);
    expect(delta.segments[0]?.include.add).toHaveLength(10_051);
  });

  it('tell of deleted segments', async () => {
    const before = await read();
    await apply({ kind: 'deleteSegment', key: 's' });
    expect((await expectSame(before)).deletedSegments).toEqual(['s']);
  });

  it('cannot be told across epochs, from the future, or from too long ago', async () => {
    const { epoch, revision } = await read();
    expect(await since({ epoch: 'another', revision })).toBeUndefined();
    expect(await since({ epoch, revision: revision + 1 })).toBeUndefined();
    await stack.database.dataSource.query(
      'DELETE FROM environment_changes WHERE tenant_id = $1 AND revision = 2',
      [caller.tenantId],
    );
    expect(await since({ epoch, revision: 1 })).toBeUndefined();
    expect(await since({ epoch, revision: 2 })).toBeDefined();
  });

  it('are kept for a thousand revisions and not for ever', async () => {
    await stack.database.dataSource.query(
      'UPDATE environments SET revision = $2 WHERE tenant_id = $1',
      [caller.tenantId, REVISIONS_KEPT + 23],
    );
    await putFlag('a', { description: 'the 1,024th' });
    const left = await stack.database.dataSource.query<{ revision: string }[]>(
      'SELECT revision FROM environment_changes WHERE tenant_id = $1',
      [caller.tenantId],
    );
    expect(left.map(({ revision }) => Number(revision))).toEqual([REVISIONS_KEPT + 24]);
  });

  it('lead from any revision to the present one, whatever was done in between', async () => {
    const states: Snapshot[] = [await read()];
    const ids = ['u1', 'u2', 'u3', 'u4'];
    for (let step = 0; step < 24; step += 1) {
      const [key, id] = [['a', 'b', 'c'][step % 3] as string, ids[step % 4] as string];
      if (step % 5 === 0) await putSegment('s', { include: { add: [id] } });
      if (step % 7 === 3) await putSegment('s', { include: { remove: [id] }, exclude: null });
      if (step % 11 === 4) await apply({ kind: 'deleteSegment', key: 's' });
      if (step % 4 === 1 && (await read()).flags.some((flag) => flag.key === key)) {
        await apply({ kind: 'deleteFlag', key });
      } else await putFlag(key, { description: `${step}` });
      states.push(await read());
    }
    for (const state of states) await expectSame(state);
  });
});

/** Ids of a segment have no order. */
function sorted(snapshot: Snapshot): Snapshot {
  const segments = snapshot.segments.map((segment) => ({
    ...segment,
    include: [...(segment.include ?? [])].sort(),
    exclude: [...(segment.exclude ?? [])].sort(),
  }));
  return { ...snapshot, segments };
}
