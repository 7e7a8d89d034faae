import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Broadcast } from '@app/platform/broadcast';
import { KeyDirectory } from './key.directory';

const KEYS_CHANNEL = 'api-keys';

/**
 * Tells every process at once that keys have changed. Only that they have: what became of them is
 * read from the record, which a lost message delays until the directory asks by itself.
 */
@Injectable()
export class KeyNews implements OnApplicationBootstrap, OnModuleDestroy {
  private unsubscribe: () => void = () => undefined;

  constructor(
    private readonly broadcast: Broadcast,
    private readonly directory: KeyDirectory,
  ) {}

  onApplicationBootstrap(): void {
    const refresh = (): void => void this.directory.refresh();
    this.unsubscribe = this.broadcast.subscribe(KEYS_CHANNEL, refresh, refresh);
  }

  onModuleDestroy(): void {
    this.unsubscribe();
  }

  /** Keys were changed here, and that is committed. Resolves when this process knows. Never throws. */
  async tell(): Promise<void> {
    // Nobody waits for it: without it the others know within half a second.
    this.broadcast.publish(KEYS_CHANNEL, null).catch(() => undefined);
    await this.directory.refresh();
  }
}
