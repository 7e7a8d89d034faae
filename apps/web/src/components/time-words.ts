const STEPS: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const EXACT = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'long' });

/** `3 hours ago`, `yesterday`; what is younger than a minute, or ahead by a skewed clock, is `just now`. */
export function sinceWords(moment: Date, now: Date): string {
  const seconds = (now.getTime() - moment.getTime()) / 1000;
  const step = STEPS.find(([, length]) => seconds >= length);
  if (step === undefined) return 'just now';
  const [unit, length] = step;
  return RELATIVE.format(-Math.floor(seconds / length), unit);
}

/** The moment to the second in the reader's own zone, which is named. */
export function momentWords(moment: Date): string {
  return EXACT.format(moment);
}
