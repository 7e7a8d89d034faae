import type { ClientList, ClientState, ConnectedClient } from '../../api/types';

/** The states of a client, in words. */
export const CLIENT_STATES: Readonly<Record<ClientState, string>> = {
  current: 'Up to date',
  behind: 'Behind',
  unknown: 'Unknown',
};

export function isClientState(value: unknown): value is ClientState {
  return typeof value === 'string' && Object.hasOwn(CLIENT_STATES, value);
}

/** What a client runs, against what it is held against: `revision 40, 2 behind`. */
export function runsWords(
  { epoch, revision }: Pick<ConnectedClient, 'epoch' | 'revision'>,
  asked: Pick<ClientList, 'epoch' | 'revision'>,
): string {
  if (revision === null) return 'tells no revision';
  if (epoch !== asked.epoch) return `revision ${revision} of before a restore`;
  const behind = asked.revision - revision;
  return behind > 0 ? `revision ${revision}, ${behind} behind` : `revision ${revision}`;
}

/** How many have the revision: `All 4 clients run revision 42`. */
export function spreadWords({ total, current, revision }: Spread): string {
  const clients = total === 1 ? 'client' : 'clients';
  if (current < total) {
    const run = current === 1 ? 'runs' : 'run';
    return `${current.toLocaleString('en')} of ${total.toLocaleString('en')} ${clients} ${run} revision ${revision}`;
  }
  if (total === 1) return `The one client runs revision ${revision}`;
  return `All ${total.toLocaleString('en')} clients run revision ${revision}`;
}

type Spread = Pick<ClientList, 'total' | 'current' | 'revision'>;
