import { KeepAliveClient } from './keep-alive.client';
import { OFREP_FLAGS } from './evaluation-tenant';

/** One evaluation that was admitted: its token was taken between the two moments, in milliseconds. */
export interface Admission {
  readonly sentAt: number;
  readonly answeredAt: number;
}

/** What became of the questions to one process. */
export interface Verdict {
  readonly admitted: readonly Admission[];
  readonly refused: number;
}

/** What is asked, where, and with which key. */
export interface Question {
  readonly base: string;
  readonly secret: string;
  readonly flag: string;
}

const AT_ONCE = 16;

/** Asks `times`, many at once, as fast as answers come. @throws for an answer that is neither a value nor a 429 */
export async function askEagerly(question: Question, times: number): Promise<Verdict> {
  const { base, secret, flag } = question;
  const client = new KeepAliveClient(base, { 'X-API-Key': secret }, AT_ONCE);
  const admitted: Admission[] = [];
  let [left, refused] = [times, 0];
  const ask = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const sentAt = performance.now();
      const body = await client.post(`${OFREP_FLAGS}/${flag}`, {});
      if (body['value'] !== undefined) admitted.push({ sentAt, answeredAt: performance.now() });
      else if (body['status'] === 429) refused += 1;
      else throw new Error(`This is no answer: ${JSON.stringify(body)}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  client.close();
  return { admitted, refused };
}

/**
 * By how many tokens the worst interval of all exceeds `burst + t × perSecond`; negative when every
 * one keeps below it. Right whatever the machine does meanwhile: an admission counts in the
 * intervals that hold both its ends.
 */
export function worstExcess(
  admitted: readonly Admission[],
  { burst, perSecond }: { readonly burst: number; readonly perSecond: number },
): number {
  const byEnd = [...admitted].sort((a, b) => a.answeredAt - b.answeredAt);
  let worst = Number.NEGATIVE_INFINITY;
  for (const { sentAt: from } of admitted) {
    let taken = 0;
    for (const { sentAt, answeredAt } of byEnd) {
      if (sentAt < from) continue;
      taken += 1;
      const allowed = burst + ((answeredAt - from) / 1_000) * perSecond;
      worst = Math.max(worst, taken - allowed);
    }
  }
  return worst;
}
