import { eventually } from '@app/testing';

export interface ServerSentEvent {
  readonly id: string;
  readonly event: string;
  readonly data: string;
}

/** Reads a server-sent event stream as it comes. */
export class EventReader {
  /** Events that nobody has taken yet. */
  readonly pending: ServerSentEvent[] = [];
  ended = false;
  /** The newest revision that an event has named. */
  revision = 0;
  private buffer = '';

  private constructor(
    private readonly response: Response,
    private readonly abort: AbortController,
  ) {
    void this.read();
  }

  static async open(url: string, headers: Record<string, string>): Promise<EventReader> {
    const abort = new AbortController();
    const response = await fetch(url, { headers, signal: abort.signal });
    return new EventReader(response, abort);
  }

  get status(): number {
    return this.response.status;
  }

  get headers(): Headers {
    return this.response.headers;
  }

  /** The next event; waits for it. */
  async next(): Promise<ServerSentEvent> {
    return eventually(() => {
      const event = this.pending.shift();
      if (event === undefined) throw new Error('There is no event yet.');
      return event;
    });
  }

  close(): void {
    this.abort.abort();
  }

  private async read(): Promise<void> {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of this.response.body ?? []) {
        this.take(decoder.decode(chunk as Uint8Array, { stream: true }));
      }
    } catch {
      // Aborted by us or cut by the server: both end the stream.
    }
    this.ended = true;
  }

  private take(text: string): void {
    const blocks = (this.buffer + text).split('\n\n');
    this.buffer = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = new Map(
        block.split('\n').map((line): [string, string] => {
          const colon = line.indexOf(': ');
          return [line.slice(0, colon), line.slice(colon + 2)];
        }),
      );
      const data = fields.get('data');
      if (data === undefined) continue;
      const id = fields.get('id') ?? '';
      this.revision = Math.max(this.revision, Number(id.split(':')[1] ?? 0));
      this.pending.push({ id, event: fields.get('event') ?? '', data });
    }
  }
}
