import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { Problem } from '../api/problem';
import { SESSION_KEY } from '../features/session/session.query';

const STALE_AFTER_MS = 10_000;
const MOST_RETRIES = 2;

/**
 * Holds what the server said. A session that ended shows itself as a 401 on any call: what is known
 * of it is forgotten, and `onSessionEnd` lets the routes decide anew where the person may be.
 */
export function createQueryClient(onSessionEnd: () => void): QueryClient {
  const watchForSessionEnd = (error: Error): void => {
    if (!isSessionEnd(error) || client.getQueryData(SESSION_KEY) == null) return;
    client.setQueryData(SESSION_KEY, null);
    onSessionEnd();
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError: watchForSessionEnd }),
    mutationCache: new MutationCache({ onError: watchForSessionEnd }),
    defaultOptions: { queries: { staleTime: STALE_AFTER_MS, retry: isWorthRetrying } },
  });
  return client;
}

function isSessionEnd(error: Error): boolean {
  return error instanceof Problem && error.code === 'auth.unauthenticated';
}

/** A refusal will be refused again; a server that was busy or away may be back. */
function isWorthRetrying(failures: number, error: Error): boolean {
  if (failures >= MOST_RETRIES) return false;
  return !(error instanceof Problem) || error.status === 0 || error.status >= 500;
}
