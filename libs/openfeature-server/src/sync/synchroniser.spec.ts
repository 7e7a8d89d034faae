import { EnvironmentState } from '../state/environment.state';
import type { Position } from '../state/position';
import { aDelta, aSnapshot, signed } from '../testing/documents';
import { ScriptedTransport } from '../testing/scripted.transport';
import { TrustingVerifier } from '../trust/trusting.verifier';
import { DocumentIntake } from './document.intake';
import { SnapshotPoller } from './snapshot.poller';
import { SyncListener } from './sync.listener';
import { Synchroniser } from './synchroniser';

const logger = { error() {}, warn() {}, info() {}, debug() {} };

class Notes extends SyncListener {
  readonly said: string[] = [];
  override applied({ revision }: Position): void {
    this.said.push(`applied ${revision}`);
  }
  override recovered(): void {
    this.said.push('recovered');
  }
  override stale(): void {
    this.said.push('stale');
  }
  override faulty(message: string): void {
    this.said.push(`faulty: ${message}`);
  }
  override fatal(message: string): void {
    this.said.push(`fatal: ${message}`);
  }
}

describe('a synchroniser', () => {
  let transport: ScriptedTransport;
  let notes: Notes;
  let synchroniser: Synchroniser;

  const begin = (settings: object = {}) => {
    const state = new EnvironmentState();
    const intake = new DocumentIntake({ state, verifier: new TrustingVerifier(), listener: notes });
    const shared = { transport, state, intake };
    synchroniser = new Synchroniser({
      ...shared,
      poller: new SnapshotPoller(shared),
      settings: { streaming: true, pollIntervalMs: 30_000, staleAfterMs: 60_000, ...settings },
      listener: notes,
      logger,
    });
    synchroniser.start();
    return pass(1);
  };
  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

  beforeEach(() => {
    jest.useFakeTimers();
    transport = new ScriptedTransport();
    notes = new Notes();
    transport.answer({ kind: 'document', document: signed(aSnapshot()) });
  });
  afterEach(async () => {
    await synchroniser.stop();
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });

  it('asks for the snapshot and follows the stream from there', async () => {
    await begin();
    expect(transport.asked).toEqual([undefined]);
    expect(transport.streamed).toEqual(['e1:1']);
    await transport.send({ kind: 'delta', document: signed(aDelta()) });
    expect(notes.said).toEqual(['applied 1', 'applied 2']);
  });

  it('asks again when a delta does not follow', async () => {
    await begin();
    const document = signed(aDelta({ since: 4, revision: 5 }));
    transport.answer({ kind: 'document', document: signed(aSnapshot({ revision: 5 })) });
    await transport.send({ kind: 'delta', document });
    await pass(300);
    expect(notes.said).toEqual(['applied 1', 'applied 5']);
  });

  it('asks again when it is told to, however often within a moment only once', async () => {
    await begin();
    transport.answer({ kind: 'unchanged' });
    for (let time = 0; time < 3; time += 1) await transport.send({ kind: 'refetch' });
    await pass(300);
    expect(transport.asked).toEqual([undefined, 'e1:1']);
  });

  it('never applies a lower revision or an epoch that was left', async () => {
    await begin();
    for (const [epoch, revision] of [
      ['e1', 3],
      ['e1', 2],
      ['e2', 1],
      ['e1', 9],
    ] as const) {
      transport.answer({ kind: 'document', document: signed(aSnapshot({ epoch, revision })) });
      await transport.send({ kind: 'refetch' });
      await pass(300);
    }
    expect(notes.said).toEqual(['applied 1', 'applied 3', 'applied 1']);
  });

  it('takes nothing of another environment', async () => {
    await begin();
    const document = signed(aSnapshot({ environment: 'prod', revision: 2 }));
    transport.answer({ kind: 'document', document });
    await transport.send({ kind: 'refetch' });
    await pass(300);
    expect(notes.said[1]).toContain('it is of environment "prod", not "dev"');
  });

  it('polls while there is no stream, and seldom beside one', async () => {
    transport.refusal = { kind: 'failed', detail: '404' };
    await begin();
    transport.answer({ kind: 'unchanged' });
    await pass(100_000);
    expect(transport.asked.length).toBeGreaterThanOrEqual(4);
    transport.refusal = undefined;
    await pass(33_000);
    expect(transport.isStreaming).toBe(true);
    const { length } = transport.asked;
    await pass(250_000);
    expect(transport.asked.length - length).toBeLessThanOrEqual(1);
    await pass(120_000);
    expect(transport.asked.length).toBeGreaterThan(length);
  });

  it('is not stale while polls succeed, nor while a silent stream is open', async () => {
    await begin();
    await pass(600_000);
    transport.refusal = { kind: 'failed', detail: '503' };
    transport.endStream();
    transport.answer({ kind: 'unchanged' });
    await pass(600_000);
    expect(notes.said).toEqual(['applied 1']);
  });

  it('is stale when contact is lost for longer than the grace, once, and recovers', async () => {
    await begin();
    transport.refusal = { kind: 'failed', detail: 'ECONNREFUSED' };
    transport.answer({ kind: 'failed', detail: 'ECONNREFUSED' });
    transport.endStream();
    await pass(59_000);
    expect(notes.said).toEqual(['applied 1']);
    await pass(200_000);
    expect(notes.said).toEqual(['applied 1', 'stale']);
    transport.refusal = undefined;
    await pass(31_000);
    expect(notes.said).toEqual(['applied 1', 'stale', 'recovered']);
  });

  it('tries again soon at first, and later less often', async () => {
    transport.answer({ kind: 'failed', detail: 'ECONNREFUSED' });
    await begin();
    await pass(10_000);
    expect(transport.asked.length).toBeGreaterThanOrEqual(3);
    const { length } = transport.asked;
    await pass(600_000);
    expect(transport.asked.length - length).toBeLessThan(200);
  });

  it('waits as long as it is told to', async () => {
    transport.answer({ kind: 'failed', detail: '429', retryAfterMs: 120_000 });
    await begin();
    await pass(119_000);
    expect(transport.asked).toHaveLength(1);
    await pass(2_000);
    expect(transport.asked).toHaveLength(2);
  });

  it('gives up at once when the key is refused and there is nothing to answer from', async () => {
    transport.answer({ kind: 'refused', detail: '401 no such key' });
    await begin();
    await pass(600_000);
    expect(transport.asked).toHaveLength(1);
    expect(notes.said).toEqual(['fatal: The API key is refused: 401 no such key']);
  });

  it('says once that the key is refused later, keeps asking now and then, and recovers', async () => {
    await begin();
    transport.refusal = { kind: 'refused', detail: '401' };
    transport.answer({ kind: 'refused', detail: '401' });
    transport.endStream();
    await pass(600_000);
    expect(notes.said).toEqual(['applied 1', 'faulty: The API key is refused: 401']);
    expect(transport.asked.length).toBeLessThan(15);
    transport.answer({ kind: 'unchanged' });
    transport.refusal = undefined;
    await pass(70_000);
    expect(notes.said.at(-1)).toBe('recovered');
  });

  it('is not put right by a stream that opens when what came could not be trusted', async () => {
    await begin();
    const broken = { payload: '{"flags":', signature: 'any' };
    transport.answer({ kind: 'document', document: broken });
    await transport.send({ kind: 'delta', document: broken });
    await pass(300);
    transport.endStream();
    await pass(2_000);
    expect(transport.isStreaming).toBe(true);
    expect(notes.said).not.toContain('recovered');
    transport.answer({ kind: 'unchanged' });
    await pass(35_000);
    expect(notes.said.at(-1)).toBe('recovered');
  });
});
