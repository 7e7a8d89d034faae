import {
  type Request,
  type SnapshotAnswer,
  type StreamEnd,
  type StreamListener,
  type StreamNews,
  ToggleTransport,
} from '../transport/toggle.transport';

/** A service that says what a test wants it to say. */
export class ScriptedTransport extends ToggleTransport {
  /** What the next polls are answered, and all after them; `failed` unless said otherwise. */
  readonly answers: SnapshotAnswer[] = [{ kind: 'failed', detail: 'not there' }];
  /** From where on it was asked for snapshots, and for streams. */
  readonly asked: (string | undefined)[] = [];
  readonly streamed: (string | undefined)[] = [];
  /** How attempts at a stream end; `undefined`: it opens and stays open. */
  refusal: StreamEnd | undefined;
  private listener: StreamListener | undefined;
  private end: ((end: StreamEnd) => void) | undefined;

  get isStreaming(): boolean {
    return this.listener !== undefined;
  }

  /** Answers polls like this from now on. */
  answer(answer: SnapshotAnswer): void {
    this.answers.splice(0, this.answers.length, answer);
  }

  /** Brings news over the open stream. */
  async send(news: StreamNews): Promise<void> {
    await this.listener?.news(news);
  }

  endStream(end: StreamEnd = { kind: 'ended' }): void {
    this.end?.(end);
  }

  override async snapshot({ since }: Request): Promise<SnapshotAnswer> {
    this.asked.push(since && `${since.epoch}:${since.revision}`);
    const answer = this.answers.length > 1 ? this.answers.shift() : this.answers[0];
    return answer ?? { kind: 'unchanged' };
  }

  override stream({ since, signal }: Request, listener: StreamListener): Promise<StreamEnd> {
    this.streamed.push(since && `${since.epoch}:${since.revision}`);
    if (this.refusal !== undefined) return Promise.resolve(this.refusal);
    return new Promise((resolve) => {
      this.end = (end) => {
        this.listener = undefined;
        resolve(end);
      };
      signal.addEventListener('abort', () => this.endStream());
      this.listener = listener;
      listener.opened();
    });
  }
}
