import { Injectable } from '@nestjs/common';
import { CachedCheck } from './cached-check';
import type { HealthContributor, HealthStatus } from './health.contributor';

/** What one contributor said last. */
export interface ContributorReport extends HealthStatus {
  readonly name: string;
  readonly kind: HealthContributor['kind'];
}

/** Everything whose health is reported. Parts register themselves when they are made. */
@Injectable()
export class HealthRegistry {
  private readonly checks = new Map<string, CachedCheck>();

  /** @throws Error when another contributor has the same name */
  register(contributor: HealthContributor): void {
    const { name } = contributor;
    if (this.checks.has(name)) {
      throw new Error(`A health contributor named "${name}" exists already; choose another name.`);
    }
    this.checks.set(name, new CachedCheck(contributor));
  }

  /** Asks all of them at once; answers within the timeout of a check, from cache if just asked. */
  async report(): Promise<ContributorReport[]> {
    return Promise.all(
      Array.from(this.checks.values(), async (check) => {
        const { name, kind } = check.contributor;
        return { name, kind, ...(await check.status()) };
      }),
    );
  }
}
