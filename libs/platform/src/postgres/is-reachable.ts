import { Client } from 'pg';
import { isConnectionLoss } from './connection-loss';
import { closeSession } from './session-client';

/**
 * Whether a server answers at `url`.
 * @throws whatever else keeps it from being used: a wrong password, a database that is not there
 */
export async function isReachable(url: string, timeoutMs: number): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: timeoutMs });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch (error) {
    if (isConnectionLoss(error)) return false;
    throw error;
  } finally {
    await closeSession(client);
  }
}
