import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../api/client';
import type { FlagPlace } from '../flags/flags.query';
import { USAGE_PERIODS, type UsagePeriodName } from './usage-period';

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
