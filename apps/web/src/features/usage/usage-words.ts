import type { Usage } from '../../api/types';
import { INTERVAL_MS } from './usage-period';

const HOURS_AND_MINUTES = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const DATE = { day: 'numeric', month: 'short' } as const;

const time = new Intl.DateTimeFormat('en', HOURS_AND_MINUTES);
const date = new Intl.DateTimeFormat('en', DATE);
const utcDate = new Intl.DateTimeFormat('en', { ...DATE, timeZone: 'UTC' });
const compact = new Intl.NumberFormat('en', { notation: 'compact' });

/** A moment on the axis of time, in the reader's zone: `14:00`, at midnight `Nov 29`. Days are those of UTC. */
export function tickWords(moment: number, interval: Usage['interval']): string {
  if (interval === 'day') return utcDate.format(moment);
  const at = new Date(moment);
  return at.getHours() + at.getMinutes() === 0 ? date.format(at) : time.format(at);
}

/** A whole interval: `Nov 29, 14:00 to 15:00`, `Nov 29 (UTC)`. */
export function intervalWords(start: number, interval: Usage['interval']): string {
  if (interval === 'day') return `${utcDate.format(start)} (UTC)`;
  if (interval === 'minute') return time.format(start);
  return `${date.format(start)}, ${time.format(start)} to ${time.format(start + INTERVAL_MS[interval])}`;
}

/** `1.2K`: as many digits as fit an axis. */
export function compactCount(count: number): string {
  return compact.format(count);
}

/** `1,234`. */
export function exactCount(count: number): string {
  return count.toLocaleString('en');
}

/** `12 %`; a part that is there is never nothing, and one that is missing something is never all. */
export function shareWords(part: number, whole: number): string {
  if (whole === 0) return '0 %';
  const percent = (part / whole) * 100;
  if (percent > 0 && percent < 1) return '< 1 %';
  if (percent < 100 && percent > 99) return '> 99 %';
  return `${Math.round(percent)} %`;
}
