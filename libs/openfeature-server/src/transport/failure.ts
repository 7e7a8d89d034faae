import type { Deadline } from './deadline';
import type { Failure } from './toggle.transport';

const LONGEST_DETAIL = 300;

/** What an answer means that is not the one hoped for. */
export async function failureOfStatus(response: Response): Promise<Failure> {
  const detail = `${response.status} ${await problemOf(response)}`.trim();
  if (response.status === 401 || response.status === 403) return { kind: 'refused', detail };
  return { kind: 'failed', detail, retryAfterMs: retryAfterMs(response.headers) };
}

/** What it means that there was no answer. */
export function failureOf(error: unknown, deadline: Deadline): Failure {
  if (deadline.passed) return { kind: 'failed', detail: 'no answer in time' };
  // What fetch throws says "fetch failed"; its cause says why.
  const { cause } = error as { cause?: unknown };
  const reason = cause instanceof Error ? cause : error;
  return { kind: 'failed', detail: reason instanceof Error ? textOf(reason) : String(reason) };
}

function textOf(error: Error): string {
  const { code } = error as NodeJS.ErrnoException;
  return error.message === '' ? (code ?? error.name) : error.message;
}

/** The `detail` of a problem document. */
async function problemOf(response: Response): Promise<string> {
  try {
    const { detail } = (await response.json()) as { detail?: unknown };
    return typeof detail === 'string' ? detail.slice(0, LONGEST_DETAIL) : '';
  } catch {
    return '';
  }
}

function retryAfterMs(headers: Headers): number | undefined {
  const seconds = Number(headers.get('Retry-After') ?? NaN);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined;
}
