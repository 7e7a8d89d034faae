import type { StreamClient } from './stream-client';

/** Streams written to in one go; then other work has its turn. */
const BATCH = 250;

/** The open streams of one environment. */
export class StreamRoom {
  readonly clients = new Set<StreamClient>();
  private text = '';
  private waiting: Iterator<StreamClient> | undefined;

  /**
   * @param deliver sends to one client
   * @param schedule lets other work of the process have its turn, then goes on
   */
  constructor(
    private readonly deliver: (client: StreamClient, text: string) => void,
    private readonly schedule: (goOn: () => void) => void = setImmediate,
  ) {}

  /**
   * Sends an event to every client, in batches. One that comes while another is being sent replaces
   * it: whoever has not had that one yet gets only the newer.
   */
  broadcast(text: string): void {
    const idle = this.waiting === undefined;
    this.text = text;
    // Whoever joins meanwhile stands at the newest state already; a set would show them, a copy does not.
    this.waiting = [...this.clients].values();
    if (idle) this.sendBatch();
  }

  private sendBatch(): void {
    const { waiting } = this;
    if (waiting === undefined) return;
    for (let sent = 0; sent < BATCH; sent += 1) {
      const next = waiting.next();
      if (next.done === true) {
        this.waiting = undefined;
        return;
      }
      // Left meanwhile, or was dropped.
      if (this.clients.has(next.value)) this.deliver(next.value, this.text);
    }
    this.schedule(() => this.sendBatch());
  }
}
