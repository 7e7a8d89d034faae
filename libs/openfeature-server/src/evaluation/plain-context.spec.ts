import fc from 'fast-check';
import { plainContext } from './plain-context';

describe('a context', () => {
  it('that is plain already is not copied', () => {
    const context = {
      targetingKey: 'alice',
      age: 7,
      beta: true,
      tags: ['a'],
      device: { os: null },
    };
    expect(plainContext(context)).toBe(context);
  });

  it('is what JSON makes of it', () => {
    class Money {
      constructor(readonly amount: number) {}
      toJSON() {
        return `${this.amount} EUR`;
      }
    }
    const signedUp = new Date('2026-11-25T09:30:00Z');
    const context = {
      signedUp,
      nested: { dates: [signedUp] },
      price: new Money(3),
      nothing: undefined,
      call: () => 1,
      large: 12n,
      odd: NaN,
    };
    expect(plainContext(context)).toEqual({
      signedUp: '2026-11-25T09:30:00.000Z',
      nested: { dates: ['2026-11-25T09:30:00.000Z'] },
      price: '3 EUR',
      odd: null,
    });
  });

  it('of any kind is equal to its way over the wire', () => {
    fc.assert(
      fc.property(fc.object({ withDate: true, maxDepth: 3 }), (context) => {
        const wire = JSON.parse(JSON.stringify(context)) as unknown;
        expect(JSON.parse(JSON.stringify(plainContext(context)))).toEqual(wire);
      }),
    );
  });
});
