import {
  queryOptions,
  useMutation,
  type UseMutationResult,
  useQueryClient,
} from '@tanstack/react-query';
import { api, bodyOf } from '../../api/client';
import type { PromotionPlan, PromotionRequest } from '../../api/types';
import { forgetFlags } from '../flags/flag-writes';

type Question = Omit<PromotionRequest, 'dryRun' | 'expect'>;

/** What a promotion would do, by a dry run: the server's own prediction, which changes nothing. */
export function planQuery(question: Question) {
  return queryOptions({
    queryKey: ['promotion', question],
    queryFn: () => bodyOf(api.POST('/features/promote', { body: { ...question, dryRun: true } })),
    // The screen promises what will happen, so it never shows a plan of a while ago.
    staleTime: 0,
    gcTime: 0,
  });
}

/** Promotes: all of it in one transaction, or nothing. */
export function usePromote(): UseMutationResult<PromotionPlan, Error, PromotionRequest> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: PromotionRequest) => bodyOf(api.POST('/features/promote', { body })),
    onSuccess: (_plan, { to }) => forgetFlags(queryClient, to),
  });
}
