import { Logger } from '@nestjs/common';
import type { JsonValue } from '@app/kernel';

interface Listener {
  readonly handler: (message: JsonValue) => void;
  readonly resumed: () => void;
}

/** Who listens to which channel in this process. One listener's failure is nobody else's. */
export class ChannelListeners {
  private readonly logger = new Logger('Broadcast');
  private readonly byChannel = new Map<string, Set<Listener>>();

  /** Channels somebody listens to. */
  get channels(): string[] {
    return [...this.byChannel.keys()];
  }

  /** @returns what removes it again, and whether the channel is then without listeners */
  add(channel: string, listener: Listener): () => boolean {
    const listeners = this.byChannel.get(channel) ?? new Set();
    this.byChannel.set(channel, listeners.add(listener));
    return () => {
      const last = listeners.delete(listener) && listeners.size === 0;
      if (last) this.byChannel.delete(channel);
      return last;
    };
  }

  /** @param text the message as JSON */
  dispatch(channel: string, text: string): void {
    for (const { handler } of this.byChannel.get(channel) ?? []) {
      this.guarded(() => handler(JSON.parse(text) as JsonValue));
    }
  }

  /** Tells the listeners of these channels that their subscription stands (again). */
  resume(channels: readonly string[]): void {
    for (const channel of channels) {
      for (const { resumed } of this.byChannel.get(channel) ?? []) this.guarded(resumed);
    }
  }

  private guarded(call: () => void): void {
    try {
      call();
    } catch (error) {
      this.logger.error(error);
    }
  }
}
