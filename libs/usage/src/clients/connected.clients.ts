import type { Position } from '@app/evaluation';
import type { Place } from '../counts/usage.ledger';
import type {
  ClientIdentity,
  ClientSighting,
  ClientState,
  ConnectedClient,
} from './connected-client';

/** Clients of one environment and one kind of key that are remembered: pages come and go by the million. */
export const MOST_CLIENTS = 10_000;

/** Which clients, and what they are held against. */
export interface ClientSelection extends Place {
  /** Only those heard of at this moment or later; epoch milliseconds. */
  readonly since: number;
  readonly asked: Position;
}

/** One page of a selection. */
export interface ClientPage {
  readonly state?: ClientState | undefined;
  /** Begins behind this client. */
  readonly after?: ClientIdentity | undefined;
  readonly limit: number;
}

/** Who evaluates with what: the last word of each client. */
export abstract class ConnectedClients {
  /**
   * Takes in what was heard since the last time: of one client the latest word wins. Where there are
   * more than `MOST_CLIENTS` the ones heard of longest ago are forgotten; what belongs to a place that
   * is gone is passed over.
   * @param sightings at most one per client
   * @returns how many clients were forgotten
   */
  abstract note(sightings: readonly ClientSighting[]): Promise<number>;

  abstract count(selection: ClientSelection): Promise<Readonly<Record<ClientState, number>>>;

  /** By client id, then by key. */
  abstract list(selection: ClientSelection, page: ClientPage): Promise<ConnectedClient[]>;

  /** Forgets clients last heard of before a moment (epoch milliseconds). */
  abstract forget(before: number): Promise<void>;
}
