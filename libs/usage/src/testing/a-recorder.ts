import { EvaluationUsage } from '@app/evaluation';
import type { Clock } from '@app/kernel';
import { ScrapeHooks } from '@app/platform/metrics';
import { Counter, Gauge, Registry } from 'prom-client';
import { UsageMetrics } from '../counts/usage.metrics';
import { UsageRecorder } from '../counts/usage.recorder';

/** A recorder with metrics of its own. */
export interface TestRecorder {
  readonly recorder: UsageRecorder;
  readonly evaluations: EvaluationUsage;
  /** What the metric of lost evaluations says, by reason. */
  losses(): Promise<Record<string, number>>;
}

/** A recorder that has recorded nothing. */
export function aRecorder(clock: Clock): TestRecorder {
  const registers = [new Registry()];
  const counter = (name: string, labelNames: string[] = []): Counter =>
    new Counter({ name, help: '.', labelNames, registers });
  const lost = counter('lost', ['reason']);
  const pending = new Gauge({ name: 'pending', help: '.', registers });
  const [requests, reported] = [counter('requests', ['status']), counter('evaluations')];
  const hooks = new ScrapeHooks();
  const metrics = new UsageMetrics(lost, pending, requests, reported, hooks);
  const evaluations = new EvaluationUsage(clock, hooks);
  return {
    recorder: new UsageRecorder(evaluations, metrics, clock),
    evaluations,
    losses: async () => {
      const { values } = await lost.get();
      return Object.fromEntries(values.map(({ labels, value }) => [String(labels.reason), value]));
    },
  };
}
