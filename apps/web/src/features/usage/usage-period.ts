import type { Usage } from '../../api/types';

const SECOND_MS = 1_000;

/** Widths of a point in milliseconds; days are those of UTC. */
export const INTERVAL_MS: Readonly<Record<Usage['interval'], number>> = {
  minute: 60 * SECOND_MS,
  hour: 3_600 * SECOND_MS,
  day: 86_400 * SECOND_MS,
};

/** How far back usage is looked at. */
export interface UsagePeriod {
  readonly label: string;
  /** Goes on after "in the last". */
  readonly words: string;
  readonly spanMs: number;
  readonly interval: Usage['interval'];
  readonly refreshMs: number;
}

/** The choices, as the address names them. */
export const USAGE_PERIODS = {
  '1h': {
    label: '1 hour',
    words: 'hour',
    spanMs: INTERVAL_MS.hour,
    interval: 'minute',
    refreshMs: 10 * SECOND_MS,
  },
  '24h': {
    label: '24 hours',
    words: '24 hours',
    spanMs: INTERVAL_MS.day,
    interval: 'hour',
    refreshMs: 30 * SECOND_MS,
  },
  '30d': {
    label: '30 days',
    words: '30 days',
    spanMs: 30 * INTERVAL_MS.day,
    interval: 'day',
    refreshMs: 60 * SECOND_MS,
  },
} as const satisfies Record<string, UsagePeriod>;

export type UsagePeriodName = keyof typeof USAGE_PERIODS;

export const DEFAULT_PERIOD: UsagePeriodName = '24h';

export function isUsagePeriodName(value: unknown): value is UsagePeriodName {
  return typeof value === 'string' && Object.hasOwn(USAGE_PERIODS, value);
}
