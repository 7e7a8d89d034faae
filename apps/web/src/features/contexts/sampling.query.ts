import {
  queryOptions,
  useMutation,
  type UseMutationResult,
  useQueryClient,
} from '@tanstack/react-query';
import { api, bodyOf } from '../../api/client';
import type { ContextSampling, ContextSamplingOrder } from '../../api/types';

/** In which environment of which tenant. */
interface Place {
  readonly tenant: string;
  readonly env: string;
}

const samplingKey = (env: string) => ['context-sampling', env] as const;

/** Which recent contexts an environment keeps, and how many there are. */
export function samplingQuery({ tenant, env }: Place) {
  return queryOptions({
    queryKey: samplingKey(env),
    queryFn: () => bodyOf(api.GET('/context-sampling', { params: { query: { tenant, env } } })),
  });
}

export function useSaveSampling(): UseMutationResult<ContextSampling, Error, ContextSamplingOrder> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: ContextSamplingOrder) => bodyOf(api.PUT('/context-sampling', { body })),
    onSuccess: (sampling, { env }) => queryClient.setQueryData(samplingKey(env), sampling),
  });
}

export function useForgetContexts(): UseMutationResult<unknown, Error, Place> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (query: Place) =>
      bodyOf(api.DELETE('/context-sampling/contexts', { params: { query } })),
    onSuccess: (_answer, { env }) => queryClient.invalidateQueries({ queryKey: samplingKey(env) }),
  });
}
