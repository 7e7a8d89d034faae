import type { Actor } from '@app/kernel';

/** Who made a change, and when (RFC 3339, UTC). */
export interface ChangeStamp {
  readonly time: string;
  readonly actor: Actor;
}
