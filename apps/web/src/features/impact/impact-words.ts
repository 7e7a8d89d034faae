import type { Impact } from '../../api/types';

/** `120 of 640 recent contexts would get another answer`. */
export function impactWords({ changed, contexts }: Pick<Impact, 'changed' | 'contexts'>): string {
  const all = `${contexts.toLocaleString('en')} recent ${contexts === 1 ? 'context' : 'contexts'}`;
  if (changed === 0) return `None of ${all} would get another answer`;
  return `${changed.toLocaleString('en')} of ${all} would get another answer`;
}

/** Flags that the change touches without anybody noticing. */
export function othersWords(count: number): string {
  return count === 1
    ? 'One more flag is touched, for which nobody gets another answer.'
    : `${count} more flags are touched, for which nobody gets another answer.`;
}
