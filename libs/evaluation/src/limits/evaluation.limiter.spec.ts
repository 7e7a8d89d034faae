import { loadConfig } from '@app/platform/config';
import { ScrapeHooks } from '@app/platform/metrics';
import { anApiKey, ZEBRA_DEV } from '../testing/api-key.builders';
import { ManualClock } from '../testing/manual.clock';
import type { EvaluationCaller } from '../ofrep/evaluation-caller';
import { EvaluationLimiter } from './evaluation.limiter';
import { LimitMetrics } from './limit.metrics';

function limiter(settings: Record<string, string>): EvaluationLimiter {
  const config = loadConfig({ NODE_ENV: 'test', ...settings });
  const clock = new ManualClock();
  return new EvaluationLimiter(config, new LimitMetrics(clock, new ScrapeHooks()), clock);
}

function caller(tenantId: string, keyId?: string): EvaluationCaller {
  const { tenant, environment } = ZEBRA_DEV;
  const ref = { tenantId, tenant, environmentId: environment.id, environment: environment.name };
  if (keyId === undefined) return { ref, audience: 'server' };
  const key = anApiKey({ tenantId, id: keyId });
  const credential = { key, hash: keyId, validUntil: Number.POSITIVE_INFINITY };
  return { ref, audience: 'server', credential };
}

const admitted = (subject: EvaluationLimiter, who: EvaluationCaller, times: number): number =>
  Array.from({ length: times }, () => subject.take(who)).filter(
    (decision) => !(decision instanceof Promise) && decision.kind === 'allowed',
  ).length;

describe('the limits of evaluation', () => {
  it('are none unless they are set', () => {
    expect(admitted(limiter({}), caller('t1', 'k1'), 1_000)).toBe(1_000);
  });

  it('are a tenant’s own: one at its limit takes nothing from another', () => {
    const subject = limiter({
      EVALUATION_RATE_LIMIT_BURST: '10',
      EVALUATION_RATE_LIMIT_SUSTAINED_PER_SEC: '1',
    });
    expect(admitted(subject, caller('t1', 'k1'), 50)).toBe(10);
    expect(admitted(subject, caller('t1', 'k2'), 50)).toBe(0);
    expect(admitted(subject, caller('t2', 'k3'), 50)).toBe(10);
  });

  it('can be a key’s own: one at its limit takes nothing from the tenant’s others', () => {
    const subject = limiter({
      EVALUATION_RATE_LIMIT_BURST: '10',
      EVALUATION_RATE_LIMIT_SUSTAINED_PER_SEC: '1',
      EVALUATION_KEY_RATE_LIMIT_BURST: '4',
      EVALUATION_KEY_RATE_LIMIT_SUSTAINED_PER_SEC: '1',
    });
    expect(admitted(subject, caller('t1', 'k1'), 50)).toBe(4);
    expect(admitted(subject, caller('t1', 'k2'), 50)).toBe(4);
    expect(admitted(subject, caller('t1'), 50)).toBe(2);
  });
});
