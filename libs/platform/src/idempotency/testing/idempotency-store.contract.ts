import type {
  ClaimOutcome,
  ClaimRequest,
  IdempotencyStore,
  StoredAnswer,
} from '../idempotency.store';
import type { Claim } from '../idempotency.store';

const REQUEST: ClaimRequest = {
  tenantId: '01900000-0000-7000-8000-000000000001',
  caller: 'user:u1',
  key: 'k1',
  fingerprint: Buffer.alloc(32, 1),
  leaseMs: 60_000,
  keepMs: 86_400_000,
};
const OTHER_BODY = { ...REQUEST, fingerprint: Buffer.alloc(32, 2) };
const ANSWER: StoredAnswer = {
  status: 201,
  headers: { etag: '"f1-1"', location: '/features/f1' },
  body: '{"b":1,"a":"zwölf","10":true}',
};

/** What every store of idempotency keys promises. The store is empty before each test. */
export function idempotencyStoreContract(current: () => IdempotencyStore): void {
  const claimed = async (request: ClaimRequest): Promise<Claim> => {
    const outcome = await current().claim(request);
    if (outcome.kind !== 'claimed') throw new Error(`The key is ${outcome.kind}.`);
    return outcome.claim;
  };
  const kindOf = async (request: ClaimRequest): Promise<ClaimOutcome['kind']> =>
    (await current().claim(request)).kind;

  it('gives a key to exactly one of those who come at the same time', async () => {
    const kinds = await Promise.all(Array.from({ length: 20 }, () => kindOf(REQUEST)));
    expect(kinds.filter((kind) => kind === 'claimed')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'in_flight')).toHaveLength(19);
  });

  it('tells the answer, byte for byte, to whoever repeats the request', async () => {
    await current().finish(await claimed(REQUEST), ANSWER);
    expect(await current().claim(REQUEST)).toEqual({ kind: 'finished', answer: ANSWER });
  });

  it('keeps an answer without a body', async () => {
    const bare = { status: 204, headers: {}, body: undefined };
    await current().finish(await claimed(REQUEST), bare);
    expect(await current().claim(REQUEST)).toEqual({ kind: 'finished', answer: bare });
  });

  it('refuses another request with the same key, before and after the answer', async () => {
    const claim = await claimed(REQUEST);
    expect(await kindOf(OTHER_BODY)).toBe('reused');
    await current().finish(claim, ANSWER);
    expect(await kindOf(OTHER_BODY)).toBe('reused');
  });

  it('keeps callers and tenants apart', async () => {
    await claimed(REQUEST);
    await claimed({ ...REQUEST, caller: 'user:u2' });
    await claimed({ ...REQUEST, tenantId: '01900000-0000-7000-8000-000000000002' });
  });

  it('frees a key that is given back', async () => {
    await current().release(await claimed(REQUEST));
    expect(await kindOf(OTHER_BODY)).toBe('claimed');
  });

  it('does not free a key that has its answer', async () => {
    const claim = await claimed(REQUEST);
    await current().finish(claim, ANSWER);
    await current().release(claim);
    expect(await kindOf(REQUEST)).toBe('finished');
  });

  it('lets the same request try again when the lease of the first has run out', async () => {
    await claimed({ ...REQUEST, leaseMs: 0 });
    expect(await kindOf(OTHER_BODY)).toBe('reused');
    expect(await kindOf(REQUEST)).toBe('claimed');
  });

  it('ignores what a claim does that has passed to another', async () => {
    const late = await claimed({ ...REQUEST, leaseMs: 0 });
    const present = await claimed(REQUEST);
    await current().finish(late, { ...ANSWER, status: 500 });
    await current().release(late);
    expect(await kindOf(REQUEST)).toBe('in_flight');
    await current().finish(present, ANSWER);
    expect(await current().claim(REQUEST)).toEqual({ kind: 'finished', answer: ANSWER });
  });

  it('takes a key whose time is over as new, for any request', async () => {
    await current().finish(await claimed({ ...REQUEST, keepMs: 0 }), ANSWER);
    expect(await kindOf(OTHER_BODY)).toBe('claimed');
  });

  it('sweeps up keys whose time is over, and no others', async () => {
    await claimed({ ...REQUEST, keepMs: 0 });
    await claimed({ ...REQUEST, key: 'k2' });
    expect(await current().sweep()).toBe(1);
    expect(await kindOf({ ...REQUEST, key: 'k2' })).toBe('in_flight');
  });
}
