import { anyOperators } from './any';
import { dateOperators } from './date';
import { listOperators } from './list';
import { numberOperators } from './number';
import type { Operators } from './operator';
import { textOperators } from './text';
import { versionOperators } from './version';

/** The operators that need no library; `inPercentage` is a condition of its own (see `compile/in-percentage.ts`). */
export const coreOperators: Operators = {
  ...anyOperators,
  ...textOperators,
  ...numberOperators,
  ...dateOperators,
  ...versionOperators,
  ...listOperators,
};
