import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { StaleFlag } from '../../api/types';
import { useTenant } from '../session/session.query';
import { staleFlagsQuery } from './usage.query';

/** A flag that nobody asked for in so many days is marked in lists. */
export const MARKED_AFTER_DAYS = 30;

/**
 * Keys of the flags to mark; not of those that others need, which are used whether anybody asks or
 * not. None while that is not known: a list is no worse without the marks.
 */
export function useStaleKeys(env: string): ReadonlySet<string> {
  const tenant = useTenant();
  const { data } = useQuery(staleFlagsQuery({ tenant, env, days: MARKED_AFTER_DAYS }));
  return useMemo(() => new Set(data?.items.filter(isUnneeded).map(({ key }) => key)), [data]);
}

function isUnneeded({ requiredBy }: StaleFlag): boolean {
  return requiredBy.length === 0;
}
