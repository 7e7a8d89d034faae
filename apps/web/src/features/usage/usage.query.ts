import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../api/client';
import type { FlagPlace } from '../flags/flags.query';
import { USAGE_PERIODS, type UsagePeriodName } from './usage-period';

const SECOND_MS = 1_000;
/** What is counted in days need not be asked for at every turn. */
const STALE_FLAGS_FRESH_MS = 60 * SECOND_MS;
const UNKNOWN_KEYS_REFRESH_MS = 30 * SECOND_MS;

/** In which environment, and after how many days without a question. */
interface StaleFlagsQuery {
  readonly tenant: string;
  readonly env: string;
  readonly days: number;
  /** From 1. */
  readonly page?: number;
  readonly pageSize: number;
  /** Of these flags alone. */
  readonly key?: readonly string[];
}

/** What everything known of the usage of an environment is filed under. */
export const usageKey = (env: string) => ['usage', env] as const;

/** Evaluations of one flag up to now; asked anew by itself while it is looked at. */
export function flagUsageQuery({ tenant, env, key }: FlagPlace, period: UsagePeriodName) {
  const { spanMs, interval, refreshMs } = USAGE_PERIODS[period];
  return queryOptions({
    queryKey: [...usageKey(env), 'flag', key, period],
    queryFn: () => {
      const from = new Date(Date.now() - spanMs).toISOString();
      return bodyOf(api.GET('/usage', { params: { query: { tenant, env, key, from, interval } } }));
    },
    placeholderData: keepPreviousData,
    refetchInterval: refreshMs,
  });
}

/** A page of the flags of an environment that nobody asked for in `days`. */
export function staleFlagsQuery({ key, ...query }: StaleFlagsQuery) {
  return queryOptions({
    queryKey: [...usageKey(query.env), 'stale', query, key],
    queryFn: () => {
      const chosen = key === undefined ? query : { ...query, key: [...key] };
      return bodyOf(api.GET('/usage/stale', { params: { query: chosen } }));
    },
    staleTime: STALE_FLAGS_FRESH_MS,
  });
}

/** Keys that applications ask an environment for and that are no flag's. */
export function unknownKeysQuery({ tenant, env }: { tenant: string; env: string }) {
  return queryOptions({
    queryKey: [...usageKey(env), 'unknown'],
    queryFn: () => bodyOf(api.GET('/usage/unknown', { params: { query: { tenant, env } } })),
    refetchInterval: UNKNOWN_KEYS_REFRESH_MS,
  });
}
