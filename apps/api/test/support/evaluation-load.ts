import { Agent, request } from 'node:http';
import { OFREP_FLAGS } from './evaluation-tenant';

const TICK_MS = 10;
const SINGLES_PER_TICK = 3;
/** More than are ever under way unless answers stop coming, which then shows. */
const MOST_UNDER_WAY = 2_000;
const TIMEOUT_MS = 10_000;
const BODY = JSON.stringify({ context: { targetingKey: 'alice', plan: 'pro' } });

/** Where and what a load asks. */
export interface LoadTarget {
  readonly base: string;
  readonly secret: string;
  /** The flag that is asked for alone; the bulk answers hold it, too. */
  readonly flag: string;
}

interface Answered {
  readonly status: number;
  readonly body: { readonly metadata?: { readonly revision?: number; readonly version?: number } };
}

/**
 * A steady load of some 400 evaluations a second, single and in bulk, that notes every failure and
 * every answer that is older than one that had come before its question was asked.
 */
export class EvaluationLoad {
  /** What went wrong, in words. */
  readonly failures: string[] = [];
  answered = 0;
  /** Longest time from a question to its answer, in milliseconds. */
  slowestMs = 0;
  /** Newest revision and version of the flag that an answer has held. */
  readonly newest = { revision: 0, version: 0 };
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 32 });
  private readonly timer: NodeJS.Timeout;
  private readonly underWay = new Set<Promise<void>>();

  constructor(private readonly target: LoadTarget) {
    this.timer = setInterval(() => this.tick(), TICK_MS);
  }

  /** Asks no more, and waits for the answers that are still to come. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await Promise.all(this.underWay);
    this.agent.destroy();
  }

  private tick(): void {
    if (this.underWay.size > MOST_UNDER_WAY) {
      this.failures.push('no answers come any more');
      return;
    }
    for (let i = 0; i < SINGLES_PER_TICK; i += 1) this.start('version', `/${this.target.flag}`);
    this.start('revision', '');
  }

  private start(member: 'revision' | 'version', path: string): void {
    const asked = this.ask(member, path).finally(() => this.underWay.delete(asked));
    this.underWay.add(asked);
  }

  private async ask(member: 'revision' | 'version', path: string): Promise<void> {
    const floor = this.newest[member];
    const startedAt = performance.now();
    try {
      const { status, body } = await this.post(OFREP_FLAGS + path);
      this.slowestMs = Math.max(this.slowestMs, performance.now() - startedAt);
      const present = body.metadata?.[member];
      if (status !== 200) return this.fail(`${status} for ${path}: ${JSON.stringify(body)}`);
      if (present === undefined) return this.fail(`no ${member} in ${JSON.stringify(body)}`);
      if (present < floor) return this.fail(`${member} ${present} after ${floor}`);
      this.newest[member] = Math.max(this.newest[member], present);
      this.answered += 1;
    } catch (error) {
      this.fail(String(error));
    }
  }

  private fail(what: string): void {
    this.failures.push(what);
  }

  private post(path: string): Promise<Answered> {
    const { promise, resolve, reject } = Promise.withResolvers<Answered>();
    const headers = { 'X-API-Key': this.target.secret, 'Content-Type': 'application/json' };
    const options = { method: 'POST', agent: this.agent, timeout: TIMEOUT_MS, headers };
    const sent = request(`${this.target.base}${path}`, options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const body = JSON.parse(Buffer.concat(chunks).toString()) as Answered['body'];
        resolve({ status: response.statusCode ?? 0, body });
      });
    });
    sent.on('timeout', () => sent.destroy(new Error(`No answer within ${TIMEOUT_MS} ms.`)));
    sent.on('error', reject);
    sent.end(BODY);
    return promise;
  }
}
