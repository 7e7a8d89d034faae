import type { Flag } from '../../api/types';

/** What people call the flag: its name, else its key. */
export function flagName({ name, key }: Pick<Flag, 'name' | 'key'>): string {
  return name === undefined || name === null || name === '' ? key : name;
}
