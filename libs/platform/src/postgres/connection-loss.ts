import { QueryFailedError } from 'typeorm';

/** Node's socket errors, and PostgreSQL's "I am not there (yet, or any more)". */
const CODES_OF_LOSS = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  // connection exceptions, too many connections, shut down, crashed, starting up
  '08000',
  '08003',
  '08006',
  '53300',
  '57P01',
  '57P02',
  '57P03',
]);
const SERIALIZATION_FAILURE = '40001';
const DEADLOCK_DETECTED = '40P01';

/** What the driver says without a code of its own. */
const MESSAGES_OF_LOSS =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Client was closed|Query read timeout)/;

/** What is looked at of an error; its class says little, since drivers wrap and aggregate. */
interface ErrorShape {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly errors?: unknown;
  readonly driverError?: unknown;
}

/** Whether `error` says that PostgreSQL cannot be reached (any more), whatever was asked of it. */
export function isConnectionLoss(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message, errors, driverError }: ErrorShape = error;
  if (driverError !== undefined) return isConnectionLoss(driverError);
  if (Array.isArray(errors)) return errors.some(isConnectionLoss);
  if (typeof code === 'string') return CODES_OF_LOSS.has(code);
  return typeof message === 'string' && MESSAGES_OF_LOSS.test(message);
}

/** Whether PostgreSQL gave up on a transaction that would do well if it were run again. */
export function isTransactionConflict(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const { code } = error.driverError as ErrorShape;
  return code === SERIALIZATION_FAILURE || code === DEADLOCK_DETECTED;
}
