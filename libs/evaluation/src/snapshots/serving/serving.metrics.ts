import { Injectable } from '@nestjs/common';
import { ScrapeHooks } from '@app/platform/metrics';
import { Counter } from 'prom-client';
import { metric } from '../../metrics/metric';
import { Tally } from '../../metrics/tally';
import type { ContentEncoding } from './content-encoding';

/** Snapshots and deltas that were served. Tallies are plain numbers, handed to the registry when it is scraped. */
@Injectable()
export class ServingMetrics {
  private readonly documents = new Tally<ContentEncoding>();
  private readonly bytes: Record<ContentEncoding, number> = { br: 0, gzip: 0, identity: 0 };
  private unchangedAnswers = 0;
  private readonly answers = metric(
    'evaluation_snapshot_answers_total',
    (name) =>
      new Counter({
        name,
        help: 'Answers to requests for snapshots by status and encoding.',
        labelNames: ['status', 'encoding'],
      }),
  );
  private readonly sent = metric(
    'evaluation_snapshot_bytes_total',
    (name) =>
      new Counter({
        name,
        help: 'Bytes of snapshots and deltas sent, as they were encoded.',
        labelNames: ['encoding'],
      }),
  );
  private readonly deltas = metric(
    'evaluation_deltas_total',
    (name) =>
      new Counter({
        name,
        help: 'Ways from an earlier state that were found (told) or not (whole), each once for all who ask.',
        labelNames: ['outcome'],
      }),
  );

  constructor(hooks: ScrapeHooks) {
    hooks.add(() => this.handOver());
  }

  served(encoding: ContentEncoding, bytes: number): void {
    this.documents.add(encoding);
    this.bytes[encoding] += bytes;
  }

  unchanged(): void {
    this.unchangedAnswers += 1;
  }

  /** A way from an earlier state was looked for. */
  sought(outcome: 'told' | 'whole'): void {
    this.deltas.inc({ outcome });
  }

  private handOver(): void {
    this.documents.drain((encoding, n) => this.answers.inc({ status: '200', encoding }, n));
    this.answers.inc({ status: '304', encoding: 'none' }, this.unchangedAnswers);
    this.unchangedAnswers = 0;
    for (const encoding of ['br', 'gzip', 'identity'] as const) {
      this.sent.inc({ encoding }, this.bytes[encoding]);
      this.bytes[encoding] = 0;
    }
  }
}
