import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { AppConfig } from '@app/platform/config';
import { EvaluationMetrics } from '../metrics/evaluation.metrics';
import type { EvaluationCaller } from '../ofrep/evaluation-caller';
import { SnapshotStore } from '../snapshots/snapshot.store';
import { CORS_HEADERS } from '../http/write-answer';
import { eventId, openingComment, refetchEvent } from './sse-event';
import { StreamClient } from './stream-client';
import { StreamHub } from './stream.hub';

const STREAM_HEADERS: Readonly<Record<string, string>> = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store',
  // Proxies that buffer would hold every event back.
  'X-Accel-Buffering': 'no',
  ...CORS_HEADERS,
};

/** Opens event streams. */
@Injectable()
export class StreamService {
  private readonly perTenant: number;

  constructor(
    private readonly hub: StreamHub,
    private readonly store: SnapshotStore,
    private readonly metrics: EvaluationMetrics,
    private readonly clock: Clock,
    config: AppConfig,
  ) {
    this.perTenant = config.settings.STREAMS_PER_TENANT;
  }

  /** Whether the tenant may open one more. */
  mayOpen({ ref }: EvaluationCaller): boolean {
    return this.hub.countOf(ref.tenantId) < this.perTenant;
  }

  /**
   * Turns a request into a stream that lives until either side ends it.
   * @throws EnvironmentNotFound, StoreUnavailable before anything is written
   */
  async open(
    caller: EvaluationCaller,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const release = await this.store.hold(caller.ref);
    const loaded = await this.store.get(caller.ref);
    if (response.destroyed) return release();
    const client = new StreamClient(caller, response);
    response.writeHead(200, STREAM_HEADERS);
    client.send(openingComment(loaded));
    this.resume(client, loaded, request.headers['last-event-id']);
    this.hub.join(client, loaded);
    this.metrics.requested('stream', 200);
    response.once('close', () => {
      this.hub.leave(client);
      release();
    });
  }

  /** Who comes back and has missed something is told at once. */
  private resume(
    client: StreamClient,
    position: Parameters<typeof eventId>[0],
    lastEventId: string | string[] | undefined,
  ): void {
    if (lastEventId === undefined || lastEventId === eventId(position)) return;
    client.send(refetchEvent(position, this.clock.now()));
  }
}
