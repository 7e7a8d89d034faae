import { Injectable } from '@nestjs/common';
import { AppConfig } from '@app/platform/config';

/** How many streams each tenant has open here, those that are just being opened included. */
@Injectable()
export class StreamPlaces {
  private readonly taken = new Map<string, number>();
  private readonly most: number;

  constructor({ settings }: AppConfig) {
    this.most = settings.STREAMS_PER_TENANT;
  }

  /** @returns what gives the place back (once, however often it is called), or `undefined` when the tenant has all of its own */
  take(tenantId: string): (() => void) | undefined {
    const taken = this.taken.get(tenantId) ?? 0;
    if (taken >= this.most) return undefined;
    this.taken.set(tenantId, taken + 1);
    let held = true;
    return () => {
      if (held) this.giveBack(tenantId);
      held = false;
    };
  }

  private giveBack(tenantId: string): void {
    const left = (this.taken.get(tenantId) ?? 0) - 1;
    if (left > 0) this.taken.set(tenantId, left);
    else this.taken.delete(tenantId);
  }
}
