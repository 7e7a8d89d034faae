import { ScrapeHooks } from '@app/platform/metrics';
import { register } from 'prom-client';
import { ZEBRA_DEV } from '../testing/api-key.builders';
import { ManualClock } from '../testing/manual.clock';
import type { CountedAnswer } from './counted-answer';
import { EvaluationUsage } from './evaluation.usage';
import type { MinuteUsage } from './minute-usage';

const REF = {
  tenantId: ZEBRA_DEV.tenantId,
  tenant: ZEBRA_DEV.tenant,
  environmentId: ZEBRA_DEV.environment.id,
  environment: ZEBRA_DEV.environment.name,
};

function anAnswer(key: string, variant: string | undefined): CountedAnswer {
  const result =
    variant === undefined
      ? { reason: 'DISABLED' as const, flagMetadata: { version: 1 } }
      : { reason: 'STATIC' as const, variant, value: true, flagMetadata: { version: 1 } };
  return { ref: REF, key, result, uses: 0, bulkUses: 0 };
}

describe('the usage of flags', () => {
  const clock = new ManualClock();
  let usage: EvaluationUsage;
  beforeEach(() => {
    usage = new EvaluationUsage(clock, new ScrapeHooks());
  });

  it('is told per flag and variant when the minute is over', () => {
    const minutes: MinuteUsage[] = [];
    usage.onMinute((minute) => minutes.push(minute));
    const [on, other, none] = [anAnswer('a', 'on'), anAnswer('b', 'x'), anAnswer('a', undefined)];
    for (const answer of [on, other, on, none, on]) usage.add(answer);
    usage.collect();
    usage.add(on);
    usage.onModuleDestroy();
    const [minute] = minutes;
    expect(minutes).toHaveLength(1);
    expect(minute?.startedAt).toBe(Date.parse('2026-11-25T09:30:00Z'));
    expect(minute?.flags.map(({ flag, variant, count }) => [flag, variant, count])).toEqual([
      ['a', 'on', 4],
      ['b', 'x', 1],
      ['a', undefined, 1],
    ]);
  });

  it('can be told before the minute is over, then the rest of it', () => {
    const counts: number[] = [];
    usage.onMinute(({ flags }) => counts.push(...flags.map(({ count }) => count)));
    const answer = anAnswer('a', 'on');
    usage.add(answer);
    usage.handOver();
    usage.add(answer);
    usage.add(answer);
    usage.handOver();
    usage.handOver();
    expect(counts).toEqual([1, 2]);
  });

  it('tells answers that were asked for from those given among all others', () => {
    const minutes: MinuteUsage[] = [];
    usage.onMinute((minute) => minutes.push(minute));
    const answer = anAnswer('a', 'on');
    usage.addInBulk(answer);
    usage.add(answer);
    usage.addInBulk(answer);
    usage.handOver();
    expect(minutes[0]?.flags).toMatchObject([{ flag: 'a', count: 1, bulkCount: 2 }]);
  });

  it('names keys that are no flag’s, no more of them than it can bear', () => {
    const minutes: MinuteUsage[] = [];
    usage.onMinute((minute) => minutes.push(minute));
    for (let i = 0; i < 1_000; i += 1)
      usage.addMissing({ ref: REF, audience: 'server' }, `typo-${i}`);
    usage.addMissing({ ref: REF, audience: 'server' }, 'typo-0');
    usage.addMissing({ ref: REF, audience: 'server' }, 'x'.repeat(10_000));
    usage.addMissing({ ref: REF, audience: 'server' });
    usage.handOver();
    const missing = minutes[0]?.missingFlags ?? [];
    expect(missing).toHaveLength(200);
    expect(missing[0]).toMatchObject({ ref: REF, key: 'typo-0', count: 2 });
  });

  it('is told one by one to whoever witnesses it, as far as somebody asked by name', () => {
    const witnessed: [string, string][] = [];
    const answer = anAnswer('a', 'on');
    usage.add(answer);
    const stop = usage.onEvaluation(({ key, result }) => witnessed.push([key, result.reason]));
    usage.add(answer);
    usage.add(answer);
    usage.addInBulk(answer);
    usage.addMissing({ ref: REF, audience: 'server' }, 'typo');
    usage.addMissing({ ref: REF, audience: 'client' });
    stop();
    usage.add(answer);
    expect(witnessed).toEqual([
      ['a', 'STATIC'],
      ['a', 'STATIC'],
      ['typo', 'ERROR'],
    ]);
  });

  it('is counted by reason, and never twice', async () => {
    const total = async () => {
      const text = (await register.getSingleMetricAsString('flag_evaluations_total')) ?? '';
      return Number(/reason="STATIC",outcome="success"} (\d+)/.exec(text)?.[1] ?? 0);
    };
    const before = await total();
    const answer = anAnswer('a', 'on');
    for (let i = 0; i < 10; i += 1) usage.add(answer);
    usage.collect();
    usage.collect();
    expect((await total()) - before).toBe(10);
    expect(answer.uses).toBe(0);
  });
});
