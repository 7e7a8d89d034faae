import { Injectable } from '@nestjs/common';
import { InjectMetric, makeCounterProvider } from '@willsoto/nestjs-prometheus';
import type { Counter } from 'prom-client';
import type { DomainEvent } from '@app/kernel';

const LIST_REQUESTS = 'feature_list_cache_requests_total';
const INVALIDATIONS = 'feature_list_cache_invalidations_total';
const CHANGES = 'flag_changes_total';

/** The counters that `FeatureMetrics` counts with. */
export const FEATURE_COUNTERS = [
  makeCounterProvider({
    name: LIST_REQUESTS,
    help: 'Look-ups of a flag list in the cache, by what came of them.',
    labelNames: ['result'],
  }),
  makeCounterProvider({
    name: INVALIDATIONS,
    help: 'Flag lists that a change put out of date, by whether the cache could be told.',
    labelNames: ['outcome'],
  }),
  makeCounterProvider({
    name: CHANGES,
    help: 'Flags that requests to this process changed, by what happened to them.',
    labelNames: ['action'],
  }),
];

/** Counts what flags and their cache go through. */
@Injectable()
export class FeatureMetrics {
  constructor(
    @InjectMetric(LIST_REQUESTS) private readonly requests: Counter<'result'>,
    @InjectMetric(INVALIDATIONS) private readonly invalidations: Counter<'outcome'>,
    @InjectMetric(CHANGES) private readonly changes: Counter<'action'>,
  ) {}

  listRequest(result: 'hit' | 'miss' | 'error'): void {
    this.requests.inc({ result });
  }

  invalidation(outcome: 'success' | 'failure'): void {
    this.invalidations.inc({ outcome });
  }

  /** Counts the changes of flags among committed events. */
  committed(events: readonly DomainEvent[]): void {
    for (const event of events) {
      const action = changeAction(event);
      if (action !== undefined) this.changes.inc({ action });
    }
  }
}

function changeAction({ action, promotionId }: DomainEvent): string | undefined {
  if (!action.startsWith('flag.')) return undefined;
  return promotionId === undefined ? action.slice('flag.'.length) : 'promoted';
}
