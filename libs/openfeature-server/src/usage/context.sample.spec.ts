import { createHash } from 'node:crypto';
import { ContextSample } from './context.sample';

const SAMPLING = { attributes: ['country', 'device.os', 'plan'], targetingKey: 'hashed' } as const;

describe('a sample of contexts', () => {
  const newSample = () =>
    new ContextSample(() => ({ tenant: 'zebra', environment: 'dev' }), 60_000);
  const offerAll = (sample: ContextSample, count: number) => {
    for (let index = 0; index < count; index += 1) {
      sample.offer({ targetingKey: `user-${index}`, country: `${index}` }, Date.now());
    }
  };

  it('holds nothing before contexts are asked for', async () => {
    const sample = newSample();
    offerAll(sample, 100);
    expect(await sample.take(SAMPLING)).toEqual([]);
  });

  it('holds nothing when they are no longer asked for', async () => {
    const sample = new ContextSample(() => undefined, -1);
    await sample.take(SAMPLING);
    offerAll(sample, 100);
    expect(await sample.take(SAMPLING)).toEqual([]);
  });

  it('is reduced to what may be seen', async () => {
    const sample = newSample();
    await sample.take(SAMPLING);
    const context = {
      targetingKey: 'alice',
      country: 'DE',
      email: 'a@b.c',
      device: { os: 'x', id: 1 },
    };
    sample.offer(context, Date.now());
    const hash = createHash('sha256').update('zebra/dev/alice').digest('hex').slice(0, 32);
    expect(await sample.take(SAMPLING)).toEqual([
      { targetingKey: hash, country: 'DE', 'device.os': 'x' },
    ]);
    sample.offer(context, Date.now());
    const plain = { ...SAMPLING, attributes: [], targetingKey: 'plain' } as const;
    expect(await sample.take(plain)).toEqual([{ targetingKey: 'alice' }]);
  });

  it('is of 20, fairly drawn', async () => {
    const sample = newSample();
    let late = 0;
    await sample.take(SAMPLING);
    for (let round = 0; round < 200; round += 1) {
      offerAll(sample, 1_000);
      const taken = await sample.take(SAMPLING);
      expect(taken).toHaveLength(20);
      late += taken.filter(({ country }) => Number(country) >= 500).length;
    }
    // 2,000 of 4,000 expected; 12 standard deviations to either side.
    expect(late).toBeGreaterThan(1_620);
    expect(late).toBeLessThan(2_380);
  });
});
