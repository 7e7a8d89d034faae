import type { ServerResponse } from 'node:http';
import type { EvaluationCaller } from '../ofrep/evaluation-caller';

/** A reader who lets this much pile up is too slow to be served. */
const MOST_UNSENT_BYTES = 64 * 1024;

/** What a stream needs of the response it is written to. */
export type StreamResponse = Pick<ServerResponse, 'write' | 'end' | 'destroy' | 'writableLength'>;

/** One open event stream. */
export class StreamClient {
  constructor(
    readonly caller: EvaluationCaller,
    private readonly response: StreamResponse,
  ) {}

  /**
   * Sends text of the event stream format.
   * @returns false when the reader is too slow: the stream is closed, not buffered
   */
  send(text: string): boolean {
    if (this.response.writableLength > MOST_UNSENT_BYTES) {
      this.response.destroy();
      return false;
    }
    this.response.write(text);
    return true;
  }

  /** Ends the stream in order; the client will come back and be told why. */
  end(): void {
    this.response.end();
  }
}
