import type { UnitOfWork } from '@app/kernel';
import {
  type ContextSampling,
  NO_SAMPLING,
  type SamplingOrder,
} from '../contexts/context-sampling';
import type { SampledContexts } from '../contexts/sampled.contexts';
import type { Place } from '../counts/usage.ledger';

const NOON = Date.parse('2026-11-25T12:00:00Z');
const SAMPLING: ContextSampling = {
  enabled: true,
  attributes: ['plan', 'device.os'],
  targetingKey: 'hashed',
  capacity: 3,
  expiresAfterSeconds: 60,
};

/** Where contexts are kept, and two environments of one tenant that keep none. */
export interface SampledContextsSubject {
  readonly contexts: SampledContexts;
  readonly unitOfWork: UnitOfWork;
  readonly place: Place;
  readonly elsewhere: Place;
}

/** What everything that keeps contexts keeps to. */
export function sampledContextsContract(open: () => Promise<SampledContextsSubject>): void {
  let subject: SampledContextsSubject;
  const save = (more: Partial<ContextSampling> = {}, place = subject.place) =>
    subject.unitOfWork.run((tx) =>
      subject.contexts.save(tx, place, { ...SAMPLING, ...more }, NOON),
    );
  const order = async (place = subject.place): Promise<SamplingOrder> => {
    const found = await subject.contexts.find(place);
    if (found === undefined) throw new Error('There is no order.');
    return found;
  };
  const keep = async (names: readonly string[], at = NOON, place = subject.place) =>
    subject.contexts.keep(
      await order(place),
      names.map((plan) => ({ plan })),
      at,
    );
  const read = (since = 0) => subject.contexts.read(subject.place, since);
  const plans = async (since = 0) => (await read(since)).contexts.map(({ plan }) => plan);

  beforeEach(async () => {
    subject = await open();
  });

  it('knows no order and no contexts of a place where nobody gave any', async () => {
    expect(await subject.contexts.find(subject.place)).toBeUndefined();
    expect(await read()).toEqual({ contexts: [], oldestAt: undefined });
  });

  it('gives an order back, and counts its changes', async () => {
    await save();
    const { tenantId, environmentId } = subject.place;
    const first = { tenantId, environmentId, sampling: SAMPLING, version: 1, changedAt: NOON };
    expect(await subject.contexts.find(subject.place)).toMatchObject(first);
    await save({ attributes: [], targetingKey: 'plain' });
    expect(await order()).toMatchObject({
      sampling: { attributes: [], targetingKey: 'plain' },
      version: 2,
    });
  });

  it('lists the orders that are switched on', async () => {
    await save();
    await save({ ...NO_SAMPLING }, subject.elsewhere);
    const ids = (await subject.contexts.orders()).map(({ environmentId }) => environmentId);
    expect(ids).toContain(subject.place.environmentId);
    expect(ids).not.toContain(subject.elsewhere.environmentId);
  });

  it('gives contexts back as they were kept, the latest first', async () => {
    await save();
    const context = { targetingKey: 'a', plan: 'pro', age: 4.5, beta: true, tags: ['x', 'y'] };
    await subject.contexts.keep(await order(), [context], NOON);
    await keep(['later'], NOON + 1);
    expect(await read()).toEqual({ contexts: [{ plan: 'later' }, context], oldestAt: NOON });
  });

  it('keeps no more than there is room for', async () => {
    await save();
    await keep(['a', 'b']);
    expect((await plans()).sort()).toEqual(['a', 'b']);
    await keep(['c']);
    expect((await plans()).sort()).toEqual(['a', 'b', 'c']);
    await keep(['d', 'e', 'f', 'g'], NOON + 1);
    const kept = await plans();
    expect(kept).toHaveLength(3);
    expect(['d', 'e', 'f', 'g']).toEqual(expect.arrayContaining(kept));
  });

  it('lets go of what there is no room for any more', async () => {
    await save();
    await keep(['a', 'b', 'c']);
    await save({ capacity: 1 });
    expect(await plans()).toHaveLength(1);
  });

  it('keeps nothing under an order that is not in force any more', async () => {
    await save();
    const former = await order();
    await save({ attributes: [] });
    await subject.contexts.keep(former, [{ plan: 'pro' }], NOON);
    await save({ enabled: false });
    await subject.contexts.keep(await order(), [{ plan: 'pro' }], NOON);
    expect(await plans()).toEqual([]);
  });

  it('leaves out what was seen before', async () => {
    await save();
    await keep(['old'], NOON - 1);
    await keep(['new']);
    expect(await plans(NOON)).toEqual(['new']);
  });

  it('forgets what has been kept as long as its order says, and nothing else', async () => {
    await save();
    await save({ expiresAfterSeconds: 600 }, subject.elsewhere);
    await keep(['old'], NOON - 60_001);
    await keep(['new'], NOON - 60_000);
    await keep(['elsewhere'], NOON - 60_001, subject.elsewhere);
    await subject.contexts.expire(NOON);
    expect(await plans()).toEqual(['new']);
    expect((await subject.contexts.read(subject.elsewhere, 0)).contexts).toHaveLength(1);
  });

  it('forgets all of one place', async () => {
    await save();
    await save({}, subject.elsewhere);
    await keep(['a', 'b']);
    await keep(['c'], NOON, subject.elsewhere);
    const clear = () => subject.unitOfWork.run((tx) => subject.contexts.clear(tx, subject.place));
    expect(await clear()).toBe(2);
    expect(await plans()).toEqual([]);
    expect((await subject.contexts.read(subject.elsewhere, 0)).contexts).toHaveLength(1);
    expect(await clear()).toBe(0);
  });

  it('keeps nothing any more that was sampled before all was forgotten', async () => {
    await save();
    const before = await order();
    await subject.unitOfWork.run((tx) => subject.contexts.clear(tx, subject.place));
    await subject.contexts.keep(before, [{ plan: 'pro' }], NOON);
    expect(await plans()).toEqual([]);
    await keep(['later']);
    expect(await plans()).toEqual(['later']);
  });

  it('changes nothing in a transaction that fails', async () => {
    await save();
    await keep(['a']);
    const failing = subject.unitOfWork.run(async (tx) => {
      await subject.contexts.lock(tx, subject.place);
      await subject.contexts.save(tx, subject.place, NO_SAMPLING, NOON);
      await subject.contexts.clear(tx, subject.place);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await order()).toMatchObject({ sampling: SAMPLING, version: 1 });
    expect(await plans()).toEqual(['a']);
  });
}
