import type { Type } from '@nestjs/common';
import QuickLRU from 'quick-lru';

const MAX_PER_CLASS = 200;
/** Longer ones are checked each time: memory stays bounded whatever is sent. */
const LONGEST_KEY = 512;

/**
 * Query and path parameters that were checked before, by what was sent. Pollers ask the same again
 * and again, and checking costs more than the rest of an answer from cache. What is remembered is
 * shared between requests, so it is frozen.
 */
export class CheckedParameters {
  private readonly byClass = new WeakMap<Type, QuickLRU<string, unknown>>();

  /** The checked form of `sent` as `type`; calls `check` for what is not known, and passes on what it throws. */
  async get(type: Type, sent: unknown, check: () => Promise<unknown>): Promise<unknown> {
    const key = JSON.stringify(sent);
    if (key === undefined || key.length > LONGEST_KEY) return check();
    const known = this.ofClass(type);
    const remembered = known.get(key);
    if (remembered !== undefined) return remembered;
    const checked = frozen(await check());
    known.set(key, checked);
    return checked;
  }

  private ofClass(type: Type): QuickLRU<string, unknown> {
    const known = this.byClass.get(type);
    if (known !== undefined) return known;
    const fresh = new QuickLRU<string, unknown>({ maxSize: MAX_PER_CLASS });
    this.byClass.set(type, fresh);
    return fresh;
  }
}

function frozen(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
}
