import type { ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { EvaluationMetrics } from '../metrics/evaluation.metrics';
import type { EvaluationCaller } from '../ofrep/evaluation-caller';
import { follows, type Position, positionText } from '../snapshots/environment-ref';
import type { LoadedEnvironment } from '../snapshots/loaded-environment';
import { sinceOf } from '../snapshots/serving/since';
import { SnapshotStore } from '../snapshots/snapshot.store';
import { openingComment, openingOfRefetches, refetchEvent } from './sse-event';
import { StreamClient } from './stream-client';
import { StreamHub } from './stream.hub';
import { StreamPlaces } from './stream.places';

const STREAM_HEADERS: Readonly<Record<string, string>> = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store',
  // Proxies that buffer would hold every event back.
  'X-Accel-Buffering': 'no',
  // Keys and stream tokens are no cookies, so any origin may listen.
  'Access-Control-Allow-Origin': '*',
};

/** A stream that may be opened: all that can fail has been done. */
export interface PreparedStream {
  /** Turns an answer into a stream that lives until either side ends it. */
  open(response: ServerResponse): void;
  /** Gives up: nothing will be opened. */
  cancel(): void;
}

/** What a stream is to carry: that something changed, or the changes from a state on. */
export interface StreamSubject {
  readonly kind: 'refetch' | 'deltas';
  /** The state that the client has; without one it has just got the present state. */
  readonly since?: string;
}

const REFETCH: StreamSubject = { kind: 'refetch' };

/** Opens event streams. */
@Injectable()
export class StreamService {
  constructor(
    private readonly hub: StreamHub,
    private readonly places: StreamPlaces,
    private readonly store: SnapshotStore,
    private readonly metrics: EvaluationMetrics,
    private readonly clock: Clock,
  ) {}

  /**
   * Loads what a stream needs and takes its place among the tenant's.
   * @returns `undefined` when the tenant has as many streams as it may
   * @throws EnvironmentNotFound, StoreUnavailable
   */
  async prepare(
    caller: EvaluationCaller,
    subject: StreamSubject = REFETCH,
  ): Promise<PreparedStream | undefined> {
    const giveBack = this.places.take(caller.ref.tenantId);
    if (giveBack === undefined) return undefined;
    const letGo = this.store.hold(caller.ref);
    const cancel = (): void => {
      letGo();
      giveBack();
    };
    try {
      await this.load(caller, subject);
    } catch (error) {
      cancel();
      throw error;
    }
    return {
      cancel,
      open: (response) => this.open({ caller, subject, response, cancel }),
    };
  }

  /** Who has a newer state than this process was told of it by another one, which must be right. */
  private async load({ ref }: EvaluationCaller, subject: StreamSubject): Promise<void> {
    const loaded = await this.store.get(ref, this.clock.now());
    if (follows(standOf(subject, loaded), loaded)) {
      await this.store.catchUp(ref, this.clock.now());
    }
  }

  private open({ caller, subject, response, cancel }: Opening): void {
    const loaded = this.store.find(caller.ref.environmentId, this.clock.now());
    if (loaded === undefined || response.destroyed) {
      // Gone since it was prepared, or the client is: either way there is nobody to talk to.
      cancel();
      response.destroy();
      return;
    }
    const client = new StreamClient(caller, response);
    response.once('close', () => {
      this.hub.leave(client);
      cancel();
    });
    response.writeHead(200, STREAM_HEADERS);
    if (subject.kind === 'deltas') {
      client.send(openingComment(loaded));
      this.hub.joinDeltas(client, loaded, standOf(subject, loaded));
    } else {
      client.send(openingOfRefetches(loaded));
      this.resume(client, loaded, subject.since);
      this.hub.join(client, loaded);
    }
    this.metrics.requested('stream', 200);
  }

  /** Who comes back and has missed something is told at once. */
  private resume(client: StreamClient, loaded: LoadedEnvironment, since: string | undefined): void {
    if (since === undefined || since === positionText(loaded)) return;
    client.send(refetchEvent(loaded, this.clock.now()));
  }
}

interface Opening {
  readonly caller: EvaluationCaller;
  readonly subject: StreamSubject;
  readonly response: ServerResponse;
  readonly cancel: () => void;
}

/** The state from which on a client wants to hear; without one it has just got the present state. */
function standOf({ since }: { readonly since?: string }, loaded: LoadedEnvironment): Position {
  if (since === undefined) return loaded;
  // What cannot be read is a state that nobody knows.
  return sinceOf(since, loaded) ?? { epoch: '', revision: 0 };
}
