import { Injectable, ServiceUnavailableException } from '@nestjs/common';
import {
  HealthCheckService,
  type HealthCheckResult,
  type HealthIndicatorResult,
  HealthIndicatorService,
} from '@nestjs/terminus';
import { type ContributorReport, HealthRegistry } from './health.registry';
import { Readiness } from './readiness';

/** Puts the state of the process and of its parts into Terminus' form. */
@Injectable()
export class HealthService {
  constructor(
    private readonly terminus: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly registry: HealthRegistry,
    private readonly readiness: Readiness,
  ) {}

  /** The process itself, asking nobody: an answer is all there is to know. */
  async live(): Promise<HealthCheckResult> {
    return this.check([]);
  }

  /** May traffic come? A lost store degrades, whatever its kind. */
  async ready(): Promise<HealthCheckResult> {
    const reports = await this.registry.report();
    return this.check([this.lifecycle(), ...reports.map((report) => this.softened(report))]);
  }

  /** Everything, for people and monitors: a lost required store is an error. */
  async full(): Promise<HealthCheckResult> {
    const reports = await this.registry.report();
    return this.check([
      this.lifecycle(),
      ...reports.map((report) =>
        report.kind === 'required' ? this.stated(report) : this.softened(report),
      ),
    ]);
  }

  private async check(results: readonly HealthIndicatorResult[]): Promise<HealthCheckResult> {
    try {
      return await this.terminus.check(results.map((result) => () => result));
    } catch (error) {
      // Terminus throws its report; as an error it would lose the details on the way out.
      if (!(error instanceof ServiceUnavailableException)) throw error;
      return error.getResponse() as HealthCheckResult;
    }
  }

  private lifecycle(): HealthIndicatorResult {
    const session = this.indicators.check('process');
    const { phase } = this.readiness;
    return phase === 'ready' ? session.up({ phase }) : session.down({ phase });
  }

  private softened(report: ContributorReport): HealthIndicatorResult {
    return this.stated(report.status === 'down' ? { ...report, status: 'degraded' } : report);
  }

  private stated({ name, kind, status, detail }: ContributorReport): HealthIndicatorResult {
    const facts = { kind, ...(detail === undefined ? {} : { detail }) };
    const session = this.indicators.check(name);
    switch (status) {
      case 'up':
        return session.up(facts);
      case 'degraded':
        return session.degraded(facts);
      case 'down':
        return session.down(facts);
      default:
        return status satisfies never;
    }
  }
}
