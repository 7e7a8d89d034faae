import type { Position } from '../state/position';
import type { SignedDocument } from '../trust/signed-document';

/** `refused`: the service does not accept the API key. `failed`: anything that may pass by itself. */
export type Failure =
  | { readonly kind: 'refused'; readonly detail: string }
  | {
      readonly kind: 'failed';
      readonly detail: string;
      readonly retryAfterMs?: number | undefined;
    };

/** What the service says of its state. */
export type SnapshotAnswer =
  | { readonly kind: 'document'; readonly document: SignedDocument }
  | { readonly kind: 'unchanged' }
  | Failure;

/** What a stream brings: the change itself, or that the state must be asked for. */
export type StreamNews =
  { readonly kind: 'delta'; readonly document: SignedDocument } | { readonly kind: 'refetch' };

/** Why there is no stream any more. */
export type StreamEnd = { readonly kind: 'ended' } | Failure;

/** From where on, and until when. */
export interface Request {
  /** The present state; the answer leads on from there. Absent: the whole snapshot is wanted. */
  readonly since?: Position | undefined;
  readonly signal: AbortSignal;
}

/** Who follows a stream. */
export interface StreamListener {
  opened(): void;
  /** The next event is read when this one is dealt with. */
  news(news: StreamNews): Promise<void>;
}

/** The way to the service. Nothing here rejects: what goes wrong is in the answer. */
export abstract class ToggleTransport {
  /** The snapshot, or the delta that leads there. */
  abstract snapshot(request: Request): Promise<SnapshotAnswer>;

  /** Follows the stream until it ends. */
  abstract stream(request: Request, listener: StreamListener): Promise<StreamEnd>;
}
