import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { StaleFlag } from '../../api/types';
import { useTenant } from '../session/session.query';
import { staleFlagsQuery } from './usage.query';

/** As many flags as can be asked about at once. */
const MOST_KEYS = 100;

/** A flag that nobody asked for in so many days is marked in lists. */
export const MARKED_AFTER_DAYS = 30;

/**
 * Of these keys those of the flags to mark; not of those that others need, which are used whether anybody asks or
 * not. None while that is not known: a list is no worse without the marks.
 */
export function useStaleKeys(env: string, keys: readonly string[]): ReadonlySet<string> {
  const tenant = useTenant();
  const { data } = useQuery({
    ...staleFlagsQuery({
      ...{ tenant, env, days: MARKED_AFTER_DAYS, pageSize: MOST_KEYS },
      key: keys.slice(0, MOST_KEYS),
    }),
    enabled: keys.length > 0,
  });
  return useMemo(() => new Set(data?.items.filter(isUnneeded).map(({ key }) => key)), [data]);
}

function isUnneeded({ requiredBy }: StaleFlag): boolean {
  return requiredBy.length === 0;
}
