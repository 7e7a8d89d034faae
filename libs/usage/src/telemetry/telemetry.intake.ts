import { Injectable } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { type EvaluationCaller, type LoadedEnvironment, SnapshotStore } from '@app/evaluation';
import { ClientRecorder } from '../clients/client.recorder';
import { UsageMetrics } from '../counts/usage.metrics';
import { UsageRecorder } from '../counts/usage.recorder';
import { ContextSampler } from '../contexts/context.sampler';
import { clampMinute } from './clamp-minute';
import { REPORTING_LIMITS } from './reporting-limits';
import type {
  ReportedClient,
  ReportedUsage,
  SamplingOrder,
  Telemetry,
  TelemetryReceipt,
} from './telemetry';

/** Takes in what SDKs report, as far as their key can be believed. */
@Injectable()
export class TelemetryIntake {
  constructor(
    private readonly snapshots: SnapshotStore,
    private readonly recorder: UsageRecorder,
    private readonly clients: ClientRecorder,
    private readonly sampler: ContextSampler,
    private readonly metrics: UsageMetrics,
    private readonly clock: Clock,
  ) {}

  /** @throws EnvironmentNotFound, StoreUnavailable */
  async take(caller: EvaluationCaller, telemetry: Telemetry): Promise<TelemetryReceipt> {
    const loaded = await this.snapshots.get(caller.ref, this.clock.now());
    this.takeClient(caller, telemetry.client);
    const accepted = this.takeUsage(caller, loaded, telemetry.usage);
    this.takeUnknown(caller, loaded, telemetry);
    const { mostPerReport, mostContexts } = REPORTING_LIMITS[caller.audience];
    const lost = Math.min(telemetry.lost, mostPerReport);
    if (lost > 0) this.recorder.lose(caller.ref, lost, 'reported');
    this.metrics.telemetryAccepted(accepted);
    this.sampler.report(caller.ref, telemetry.contexts.slice(0, mostContexts));
    return { accepted, sampling: this.samplingOf(caller) };
  }

  private takeClient(
    { ref, audience, credential }: EvaluationCaller,
    client: ReportedClient,
  ): void {
    if (credential === undefined) return;
    this.clients.record({
      tenantId: ref.tenantId,
      environmentId: ref.environmentId,
      clientId: client.id,
      apiKeyId: credential.key.id,
      audience,
      sdk: client.sdk,
      epoch: client.epoch,
      revision: client.revision,
      seenAt: this.clock.now(),
    });
  }

  private samplingOf({ ref }: EvaluationCaller): SamplingOrder | null {
    const order = this.sampler.orderOf(ref);
    if (order === undefined) return null;
    return { attributes: order.attributes, targetingKey: order.targetingKey };
  }

  private takeUsage(
    caller: EvaluationCaller,
    loaded: LoadedEnvironment,
    usage: readonly ReportedUsage[],
  ): number {
    const { mostPerEntry, mostPerReport } = REPORTING_LIMITS[caller.audience];
    const now = this.clock.now();
    let accepted = 0;
    for (const { flag, variant, minute, count: claimed } of usage) {
      const count = Math.min(claimed, mostPerEntry, mostPerReport - accepted);
      if (count <= 0 || !counts(caller, loaded, { flag, variant })) continue;
      accepted += this.recorder.record({
        ...caller.ref,
        flag,
        variant,
        minute: clampMinute(minute, now),
        count,
        bulkCount: 0,
      });
    }
    return accepted;
  }

  /** Keys that the SDK found unknown, and those that it knew and this server does not (any more). */
  private takeUnknown(
    { ref, audience }: EvaluationCaller,
    loaded: LoadedEnvironment,
    { unknown, usage }: Telemetry,
  ): void {
    const { mostPerEntry, mostUnknown } = REPORTING_LIMITS[audience];
    const foreign = [...unknown, ...usage].filter(
      ({ flag, count }) => count > 0 && !loaded.compiled.flags.has(flag),
    );
    for (const { flag, count } of foreign.slice(0, mostUnknown)) {
      this.recorder.recordUnknown(ref, flag, {
        asker: audience,
        count: Math.min(count, mostPerEntry),
      });
    }
  }
}

/** Whether a caller may report of this flag and variant at all. */
function counts(
  { audience }: EvaluationCaller,
  loaded: LoadedEnvironment,
  { flag, variant }: Pick<ReportedUsage, 'flag' | 'variant'>,
): boolean {
  const config = loaded.compiled.flags.get(flag)?.config;
  if (config === undefined) return false;
  if (audience === 'client' && !loaded.isClientVisible(flag)) return false;
  const { takesForeignVariants } = REPORTING_LIMITS[audience];
  if (variant === undefined || takesForeignVariants) return true;
  return config.variants.some(({ name }) => name === variant);
}
