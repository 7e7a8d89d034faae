import { Reflector } from '@nestjs/core';
import type { ExecutionContext } from '@nestjs/common';
import type { RequestState } from '@app/kernel';
import { OutboxSignal } from '@app/outbox';
import { AsyncLocalRequestContext } from '@app/platform/context';
import { Endpoint } from '@app/platform/openapi';
import { lastValueFrom, of, throwError } from 'rxjs';
import { anEvent } from '../testing/an-event';
import { AuditInterceptor } from './audit.interceptor';

class Flags {
  @Endpoint({ summary: 'Upsert a flag', access: 'flags:write', action: 'flag.upsert' })
  upsert(): void {}

  @Endpoint({ summary: 'Something', access: 'flags:write' })
  unnamed(): void {}
}

describe('the audit interceptor', () => {
  const context = new AsyncLocalRequestContext();
  let woken: number;
  let state: RequestState;
  let interceptor: AuditInterceptor;

  beforeEach(() => {
    woken = 0;
    const signal = new OutboxSignal();
    signal.onWake(() => (woken += 1));
    state = { requestId: 'r-1', committed: [] };
    interceptor = new AuditInterceptor(new Reflector(), context, signal);
  });

  const calling = (handler: () => void) =>
    ({ getHandler: () => handler }) as unknown as ExecutionContext;
  const answer = (handler = Flags.prototype.upsert, result = of('answer')) =>
    context.run(state, () =>
      lastValueFrom(interceptor.intercept(calling(handler), { handle: () => result })),
    );

  it('names the use case as its endpoint does', async () => {
    expect(await answer()).toBe('answer');
    expect(state.action).toBe('flag.upsert');
  });

  it('leaves the use case unnamed when the endpoint does', async () => {
    await answer(Flags.prototype.unnamed);
    expect(state.action).toBeUndefined();
  });

  it('has events delivered after a request that committed some', async () => {
    state.committed.push(anEvent());
    await answer();
    expect(woken).toBe(1);
  });

  it('wakes nobody after a request that committed nothing, or failed', async () => {
    await answer();
    await expect(
      answer(
        undefined,
        throwError(() => new Error('no')),
      ),
    ).rejects.toThrow('no');
    expect(woken).toBe(0);
  });

  it('stays out of the way outside of a request', async () => {
    const result = interceptor.intercept(calling(Flags.prototype.upsert), {
      handle: () => of('answer'),
    });
    expect(await lastValueFrom(result)).toBe('answer');
  });
});
