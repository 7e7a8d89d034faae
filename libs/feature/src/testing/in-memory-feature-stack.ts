import { Clock, type Principal } from '@app/kernel';
import { DomainEventFactory } from '@app/outbox';
import { AsyncLocalRequestContext, UuidV7Generator } from '@app/platform/context';
import { InMemoryUnitOfWork } from '../../../outbox/src/testing/in-memory-unit-of-work';
import { InMemoryEnvironmentRepository } from '../../../tenancy/src/testing/in-memory-environment.repository';
import { aTenant, anEnvironment } from '../../../tenancy/src/testing/tenancy.builders';
import { Changes } from '../application/changes';
import { Drafts } from '../application/drafts';
import type { FeatureMetrics } from '../application/feature.metrics';
import { FlagEvaluations } from '../application/flag.evaluations';
import { FlagLists } from '../application/flag-lists';
import { FlagQueries } from '../application/flag.queries';
import { FlagService } from '../application/flag.service';
import { PlanWriter } from '../application/plan.writer';
import { SegmentService } from '../application/segment.service';
import { InProcessFlagListCache } from '../cache/in-process-flag-list.cache';
import { InMemoryEnvironmentStore } from './in-memory-environment.store';
import { InMemoryFeatures } from './in-memory-features';
import { InMemoryFlagReader } from './in-memory-flag.reader';

/** A clock that stands still until it is set. */
export class SetClock extends Clock {
  time = Date.parse('2026-11-25T09:30:00Z');

  override now(): number {
    return this.time;
  }
}

const NO_METRICS = { listRequest: () => undefined } as unknown as FeatureMetrics;

/** The use cases over stores in memory. */
export class InMemoryFeatureStack {
  readonly clock = new SetClock();
  private readonly context = new AsyncLocalRequestContext();
  private readonly ids = new UuidV7Generator();
  private readonly features = new InMemoryFeatures();
  private readonly environments = new InMemoryEnvironmentRepository();
  readonly unitOfWork = new InMemoryUnitOfWork(
    new DomainEventFactory(this.clock, this.ids, this.context),
    this.context,
  );
  private readonly store = new InMemoryEnvironmentStore(this.environments, this.features);
  private readonly reader = new InMemoryFlagReader(this.environments, this.features);
  readonly changes = new Changes(
    this.unitOfWork,
    this.store,
    new PlanWriter(this.store, this.environments, this.clock, this.ids),
  );
  readonly flags = new FlagService(this.changes);
  readonly segments = new SegmentService(this.changes);
  readonly drafts = new Drafts(this.store, this.changes, this.reader, this.clock);
  readonly lists = new FlagLists(
    new InProcessFlagListCache(this.environments, this.clock, 60_000),
    this.reader,
    NO_METRICS,
  );
  readonly queries = new FlagQueries(
    this.reader,
    this.lists,
    new FlagEvaluations(this.reader, this.lists),
    this.clock,
  );

  /** A tenant of its own with `dev` and `prod`, and a caller who may do everything in it. */
  async aCaller(): Promise<Principal> {
    const tenant = aTenant();
    await this.unitOfWork.run(async (tx) => {
      await this.environments.add(tx, anEnvironment(tenant, 'dev'));
      await this.environments.add(tx, anEnvironment(tenant, 'prod'));
    });
    const actor = { type: 'user' as const, id: 'u-1' };
    return { tenantId: tenant.id, tenant: tenant.slug, actor, scopes: new Set() };
  }
}
