import type { DomainEvent, NewDomainEvent, RequestState, Tx, UnitOfWork } from '@app/kernel';
import { AsyncLocalRequestContext, SystemClock, UuidV7Generator } from '@app/platform/context';
import { DomainEventFactory } from '../application/domain-event.factory';

const TENANT = { id: '0199a3c2-7a51-7c3e-b0a5-000000000001', slug: 'zebra' };
const FLAG_UPDATED: NewDomainEvent = {
  action: 'flag.updated',
  tenant: TENANT,
  key: 'new-checkout',
};

/** What the contract needs to look at an adapter. */
export interface UnitOfWorkSubject {
  readonly unitOfWork: UnitOfWork;
  /** Everything recorded for good, in order. */
  recorded(): Promise<readonly DomainEvent[]>;
}

export interface UnitOfWorkParts {
  readonly context: AsyncLocalRequestContext;
  readonly events: DomainEventFactory;
}

/** What every unit of work keeps to. `open` is called once per test and starts with nothing recorded. */
export function unitOfWorkContract(open: (parts: UnitOfWorkParts) => UnitOfWorkSubject): void {
  let context: AsyncLocalRequestContext;
  let subject: UnitOfWorkSubject;

  beforeEach(() => {
    context = new AsyncLocalRequestContext();
    const events = new DomainEventFactory(new SystemClock(), new UuidV7Generator(), context);
    subject = open({ context, events });
  });

  const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => subject.unitOfWork.run(work);

  it('answers what the work answers', async () => {
    expect(await run(async () => 42)).toBe(42);
  });

  it('records what the work recorded, in order', async () => {
    await run(async (tx) => {
      tx.record({ ...FLAG_UPDATED, key: 'first' });
      tx.record({ ...FLAG_UPDATED, key: 'second' });
    });
    expect((await subject.recorded()).map(({ key }) => key)).toEqual(['first', 'second']);
  });

  it('records nothing of a work that failed, and throws on what it threw', async () => {
    const failure = new Error('no');
    const attempt = run(async (tx) => {
      tx.record(FLAG_UPDATED);
      throw failure;
    });
    await expect(attempt).rejects.toBe(failure);
    expect(await subject.recorded()).toEqual([]);
  });

  it('records the very event that it returned to the work', async () => {
    const event = await run(async (tx) => tx.record(FLAG_UPDATED));
    expect(await subject.recorded()).toEqual([event]);
    expect(Date.parse(event.time)).not.toBeNaN();
    expect(event).toMatchObject({ ...FLAG_UPDATED, outcome: 'success' });
  });

  it('refuses to record after the transaction, when the fact would be lost', async () => {
    let late: Tx | undefined;
    await run(async (tx) => void (late = tx));
    expect(() => late?.record(FLAG_UPDATED)).toThrow(TypeError);
  });

  it('names the system as the actor outside of a request', async () => {
    const event = await run(async (tx) => tx.record(FLAG_UPDATED));
    expect(event.actor).toEqual({ type: 'system', id: 'system' });
  });

  describe('inside a request', () => {
    let state: RequestState;

    beforeEach(() => {
      state = { requestId: 'r-1', ip: '203.0.113.7', committed: [] };
    });

    it('takes actor, request id and address from it', async () => {
      const actor = { type: 'user', id: 'u-1', name: 'Ann' } as const;
      state.principal = {
        tenantId: TENANT.id,
        tenant: TENANT.slug as never,
        actor,
        scopes: new Set(),
      };
      const event = await context.run(state, () => run(async (tx) => tx.record(FLAG_UPDATED)));
      expect(event).toMatchObject({ actor, requestId: 'r-1', ip: '203.0.113.7' });
    });

    it('names an unknown as the actor while nobody has proved who they are', async () => {
      const event = await context.run(state, () => run(async (tx) => tx.record(FLAG_UPDATED)));
      expect(event.actor).toEqual({ type: 'anonymous', id: 'anonymous' });
    });

    it('keeps an actor that the event names itself', async () => {
      const actor = { type: 'user', id: 'claimed' } as const;
      const event = await context.run(state, () =>
        run(async (tx) => tx.record({ ...FLAG_UPDATED, actor })),
      );
      expect(event.actor).toEqual(actor);
    });

    it('leaves what was committed in the request, and nothing that was not', async () => {
      await context.run(state, async () => {
        await run(async (tx) => tx.record({ ...FLAG_UPDATED, key: 'kept' }));
        await run(async (tx) => {
          tx.record({ ...FLAG_UPDATED, key: 'lost' });
          throw new Error('no');
        }).catch(() => undefined);
      });
      expect(state.committed.map(({ key }) => key)).toEqual(['kept']);
    });
  });
}
