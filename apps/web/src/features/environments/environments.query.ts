import {
  queryOptions,
  useMutation,
  type UseMutationResult,
  useQueryClient,
  useSuspenseQuery,
} from '@tanstack/react-query';
import { api, bodyOf } from '../../api/client';
import type { Environment } from '../../api/types';
import { useTenant } from '../session/session.query';

/** The environments of the tenant, in the order of the server. */
export const environmentsQuery = queryOptions({
  queryKey: ['environments'],
  queryFn: () => bodyOf(api.GET('/environments')),
  select: ({ items }) => items,
});

/** Their names; there from the first moment, since the route has loaded them. */
export function useEnvironmentNames(): readonly string[] {
  return useSuspenseQuery(environmentsQuery).data.map(({ name }) => name);
}

export function useDeleteEnvironment(): UseMutationResult<unknown, Error, string> {
  const tenant = useTenant();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (env: string) => bodyOf(api.DELETE('/environments', { body: { tenant, env } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: environmentsQuery.queryKey }),
  });
}

export function useAddEnvironment(): UseMutationResult<Environment, Error, string> {
  const tenant = useTenant();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => bodyOf(api.POST('/environments', { body: { tenant, name } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: environmentsQuery.queryKey }),
  });
}
