import { createHash } from 'node:crypto';
import type { EvaluationContext } from '@openfeature/web-sdk';
import { PageContext } from './page-context';

const ATTRIBUTES = ['country', 'plan'];

describe('the context of a page', () => {
  const context = { targetingKey: 'ann', country: 'DE', email: 'ann@example.com' };
  const page = (current: EvaluationContext = context) =>
    new PageContext(
      () => current,
      () => 'zebra/dev',
    );

  it('is reduced to what was asked for, its key hashed with the flag set', async () => {
    const hash = createHash('sha256').update('zebra/dev/ann').digest('hex').slice(0, 32);
    expect(await page().take({ attributes: ATTRIBUTES, targetingKey: 'hashed' })).toEqual([
      { targetingKey: hash, country: 'DE' },
    ]);
  });

  it('has its key in the clear only where the server allows it', async () => {
    expect(await page().take({ attributes: [], targetingKey: 'plain' })).toEqual([
      { targetingKey: 'ann' },
    ]);
  });

  it('is told once, and again when it is another one', async () => {
    let current = context;
    const contexts = new PageContext(
      () => current,
      () => 'zebra/dev',
    );
    const sampling = { attributes: ATTRIBUTES, targetingKey: 'plain' } as const;
    expect(await contexts.take(sampling)).toHaveLength(1);
    expect(await contexts.take(sampling)).toHaveLength(0);
    current = { ...context, country: 'FR' };
    expect(await contexts.take(sampling)).toEqual([{ targetingKey: 'ann', country: 'FR' }]);
  });

  it('is not told when nothing of it may be', async () => {
    const nobody = page({ email: 'ann@example.com' });
    expect(await nobody.take({ attributes: ATTRIBUTES, targetingKey: 'hashed' })).toEqual([]);
  });
});
