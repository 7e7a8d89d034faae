import { type Limits, type Pace, paceOf } from '../domain/limits';

/** Remembers the whole-number form of limits, which are few and asked for with every request. */
export class PaceTable {
  private readonly paces = new WeakMap<Limits, Pace>();

  /** @throws RangeError as `paceOf` does */
  of(limits: Limits): Pace {
    const known = this.paces.get(limits);
    if (known !== undefined) return known;
    const pace = paceOf(limits);
    this.paces.set(limits, pace);
    return pace;
  }
}
