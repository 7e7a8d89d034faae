import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf, versionedBodyOf } from '../../api/client';
import { Problem } from '../../api/problem';
import type { FlagListQuery } from '../../api/types';

/** Where a flag's configuration is. */
export interface FlagPlace {
  readonly tenant: string;
  readonly env: string;
  readonly key: string;
}

/** What everything known of the flags of an environment is filed under. */
export const flagsKey = (env: string) => ['flags', env] as const;

/** One page of an environment's flags; the page before stays to be seen while the next one comes. */
export function flagListQuery(query: FlagListQuery) {
  return queryOptions({
    queryKey: [...flagsKey(query.env), 'list', query],
    queryFn: () => bodyOf(api.GET('/features', { params: { query } })),
    placeholderData: keepPreviousData,
  });
}

/** One flag with the validator of its state; `null` where the environment has none of that key. */
export function flagQuery({ tenant, env, key }: FlagPlace) {
  return queryOptions({
    queryKey: [...flagsKey(env), 'one', key],
    queryFn: async () => {
      try {
        const params = { path: { key }, query: { tenant, env } };
        return await versionedBodyOf(api.GET('/features/{key}', { params }));
      } catch (error) {
        if (error instanceof Problem && error.code === 'flag.not_found') return null;
        throw error;
      }
    },
  });
}
