/** How a part is doing. `detail` is shown to everyone who may probe: no addresses, no secrets. */
export interface HealthStatus {
  readonly status: 'up' | 'degraded' | 'down';
  readonly detail?: string;
}

/**
 * A part whose state operators want to see. `required`: without it `/health` answers 503;
 * `optional`: the service goes on, degraded. Readiness stays 200 for both, since a store that is
 * lost is lost to every process at once and refusing traffic everywhere would help no one.
 */
export abstract class HealthContributor {
  /** Unique; the name under which it is reported: `postgres`. */
  abstract readonly name: string;
  abstract readonly kind: 'required' | 'optional';
  /** Cheap; is cut off after `CHECK_TIMEOUT_MS`. Throwing means `down`. */
  abstract check(): Promise<HealthStatus>;
}
