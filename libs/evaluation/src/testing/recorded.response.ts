import type { StreamResponse } from '../streams/stream-client';

/** A response that remembers what was written to it, and whose reader can be slow. */
export class RecordedResponse {
  text = '';
  state: 'open' | 'ended' | 'destroyed' = 'open';
  writableLength = 0;

  write(text: string): boolean {
    this.text += text;
    return true;
  }

  end(): void {
    this.state = 'ended';
  }

  destroy(): void {
    this.state = 'destroyed';
  }

  /** The ids of the events sent so far. */
  get events(): string[] {
    return [...this.text.matchAll(/^id: (.*)$/gm)].map(([, id]) => id ?? '');
  }

  /** As the part of Node's response that streams use. */
  asResponse(): StreamResponse {
    return this as unknown as StreamResponse;
  }
}
