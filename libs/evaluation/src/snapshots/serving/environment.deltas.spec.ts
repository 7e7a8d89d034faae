import { setImmediate as turn } from 'node:timers/promises';
import type { SnapshotDelta } from '@app/flag-engine';
import { aServedEnvironment } from '../../testing/a-served-environment';
import { aFlag } from '../../testing/scripted-snapshot.source';

const MANY = 10_000;
const at = (revision: number, epoch = 'e1') => ({ epoch, revision });

describe('what leads from an earlier state to the present one', () => {
  it('is asked for once, however many come back from the same state', async () => {
    const { source, deltas, load } = aServedEnvironment();
    source.write([aFlag('a', 2)]);
    source.write([aFlag('a', 3)]);
    const loaded = await load();
    const ways = await Promise.all(
      Array.from({ length: 5_000 }, () => deltas.between(at(1), loaded)),
    );
    expect(new Set(ways).size).toBe(1);
    expect(source.deltas).toBe(1);
    await deltas.between(at(1), loaded);
    await deltas.between(at(2), loaded);
    expect(source.deltas).toBe(2);
  });

  it('is asked for anew when there is a newer state', async () => {
    const { source, deltas, load } = aServedEnvironment();
    source.write([aFlag('a', 2)]);
    await deltas.between(at(1), await load());
    source.write([aFlag('a', 3)]);
    const document = await deltas.between(at(1), await load());
    expect(document?.position).toMatchObject(at(3));
    expect(source.deltas).toBe(2);
  });

  it('is known without asking where the process itself came that way', async () => {
    const { source, deltas, load } = aServedEnvironment();
    const before = await load();
    source.write([aFlag('a', 2)]);
    const delta = await source.changesSince(before.ref, before);
    source.lost = true;
    const loaded = before.after(delta as SnapshotDelta);
    const document = await deltas.between(at(1), loaded);
    expect(JSON.parse(document?.bytes.toString() ?? '')).toMatchObject({ since: 1, revision: 2 });
  });

  it.each([
    ['another epoch', at(1, 'e0')],
    ['the present state', at(2)],
    ['a later state', at(3)],
  ])('cannot be told from %s, and nobody is asked', async (_, since) => {
    const { source, deltas, load } = aServedEnvironment();
    source.write([aFlag('a', 2)]);
    expect(await deltas.between(since, await load())).toBeUndefined();
    expect(source.deltas).toBe(0);
  });

  it('cannot be told while the database is lost', async () => {
    const { source, deltas, load } = aServedEnvironment();
    source.write([aFlag('a', 2)]);
    const loaded = await load();
    source.lost = true;
    expect(await deltas.between(at(1), loaded)).toBeUndefined();
  });

  it('is asked for a few at a time, and of a flood of different states most are told nothing', async () => {
    const { source, deltas, load } = aServedEnvironment();
    for (let version = 2; version < 300; version += 1) source.write([aFlag('a', version)]);
    const loaded = await load();
    const release = source.hold();
    const answers = Promise.all(
      Array.from({ length: 298 }, (_, index) => deltas.between(at(index + 1), loaded)),
    );
    await turn();
    expect(source.deltas).toBe(2);
    release();
    const told = (await answers).filter((document) => document !== undefined);
    expect(told.length).toBeGreaterThan(40);
    expect(source.deltas).toBeLessThan(60);
  });

  it('is under 2 kB for one flag of ten thousand, as it goes over the wire', async () => {
    const rule = {
      type: 'rules' as const,
      rules: [
        {
          id: 'r1',
          when: {
            all: [
              { attribute: 'plan', operator: 'in', values: ['pro', 'team', 'enterprise'] },
              { attribute: 'country', operator: 'in', values: ['AT', 'CH', 'DE', 'FR', 'IT'] },
              { attribute: 'email', operator: 'endsWith', values: ['@example.com'] },
            ],
          },
          rollout: { percentage: 25 },
          serve: { variant: 'on' },
        },
      ],
      fallthrough: { variant: 'off' },
    };
    const more = { strategy: rule, description: 'x'.repeat(1_000), tags: ['web', 'checkout'] };
    const flags = Array.from({ length: MANY }, (_, index) => aFlag(`flag-${index}`, 1, more));
    const { source, deltas, load } = aServedEnvironment(flags);
    source.write(flags.with(4_711, aFlag('flag-4711', 2, more)));
    const document = await deltas.between(at(1), await load());
    const { body, headers } = (await document?.get('identity')) ?? {};
    expect(JSON.parse(body?.toString() ?? '')).toMatchObject({ flags: [{ key: 'flag-4711' }] });
    expect((body?.length ?? Infinity) + JSON.stringify(headers).length).toBeLessThan(2_000);
  });
});
