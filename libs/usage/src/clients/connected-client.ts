import type { Audience, Position } from '@app/evaluation';
import type { Place } from '../counts/usage.ledger';

/** `unknown`: it has told no revision, because it has none yet. */
export const CLIENT_STATES = ['current', 'behind', 'unknown'] as const;
export type ClientState = (typeof CLIENT_STATES)[number];

/** Tells a client from any other of its environment: it names itself, so that its word counts under its own key only. */
export interface ClientIdentity {
  /** Made by the SDK when its process or page starts. */
  readonly clientId: string;
  readonly apiKeyId: string;
}

/** What a client last told of itself. */
export interface ClientReport extends ClientIdentity {
  readonly sdk: { readonly name: string; readonly version: string };
  /** The state it evaluates with; who has no state tells neither. */
  readonly epoch: string | undefined;
  readonly revision: number | undefined;
}

/** A client was heard of. */
export interface ClientSighting extends Place, ClientReport {
  readonly audience: Audience;
  /** Epoch milliseconds. */
  readonly seenAt: number;
}

/** A client as it is remembered; times are epoch milliseconds. */
export interface ConnectedClient extends ClientReport {
  readonly firstSeenAt: number;
  readonly lastSeenAt: number;
}

/** Whether a client evaluates with what is asked about, or a later state of the same epoch. */
export function stateOf(
  { epoch, revision }: Pick<ClientReport, 'epoch' | 'revision'>,
  asked: Position,
): ClientState {
  if (revision === undefined) return 'unknown';
  const comparable = epoch === undefined || epoch === asked.epoch;
  return comparable && revision >= asked.revision ? 'current' : 'behind';
}
