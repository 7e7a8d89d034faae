import type { ClientState } from '../../api/types';
import { isClientState } from './client-words';

/** What the address of the page says. */
export interface ClientsSearch {
  readonly state?: ClientState;
  /** What clients are held against; the present revision when absent. */
  readonly revision?: number;
}

/** Reads the address; what it cannot mean is left out. */
export function clientsSearch(raw: Record<string, unknown>): ClientsSearch {
  const { state, revision } = raw;
  return {
    ...(isClientState(state) && { state }),
    ...(typeof revision === 'number' && Number.isSafeInteger(revision) && { revision }),
  };
}
