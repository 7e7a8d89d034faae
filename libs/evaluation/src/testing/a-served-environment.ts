import type { Flag, Snapshot } from '@app/flag-engine';
import { ScrapeHooks } from '@app/platform/metrics';
import { LoadedEnvironment } from '../snapshots/loaded-environment';
import { EnvironmentDeltas } from '../snapshots/serving/environment.deltas';
import { ServingMetrics } from '../snapshots/serving/serving.metrics';
import { aKeyring } from './a-keyring';
import { ZEBRA_DEV } from './api-key.builders';
import { ManualClock } from './manual.clock';
import { ScriptedSnapshotSource } from './scripted-snapshot.source';

const { tenantId, tenant, environment } = ZEBRA_DEV;
/** The environment that these builders speak of. */
export const ZEBRA_DEV_REF = {
  tenantId,
  tenant,
  environmentId: environment.id,
  environment: environment.name,
};

/** A record with flags, and what finds the way from one of its states to another. */
export function aServedEnvironment(flags?: readonly Flag[]): {
  source: ScriptedSnapshotSource;
  deltas: EnvironmentDeltas;
  keyring: ReturnType<typeof aKeyring>['keyring'];
  load: () => Promise<LoadedEnvironment>;
} {
  const source = new ScriptedSnapshotSource(flags);
  const { keyring } = aKeyring(new ManualClock());
  const deltas = new EnvironmentDeltas(source, keyring, new ServingMetrics(new ScrapeHooks()));
  const load = async (): Promise<LoadedEnvironment> =>
    LoadedEnvironment.of(ZEBRA_DEV_REF, (await source.read()) as Snapshot);
  return { source, deltas, keyring, load };
}
