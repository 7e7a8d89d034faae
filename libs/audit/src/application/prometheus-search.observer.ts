import { Injectable } from '@nestjs/common';
import { InjectMetric } from '@willsoto/nestjs-prometheus';
import { Counter } from 'prom-client';
import { AUDIT_SEARCH_REQUESTS } from '../audit.metrics';
import type { SearchObserver } from './audit.reader';

/** Counts searches by store and outcome. */
@Injectable()
export class PrometheusSearchObserver implements SearchObserver {
  constructor(@InjectMetric(AUDIT_SEARCH_REQUESTS) private readonly requests: Counter) {}

  searched(source: 'elasticsearch' | 'postgres', outcome: 'success' | 'fallback'): void {
    this.requests.inc({ source, outcome });
  }
}
