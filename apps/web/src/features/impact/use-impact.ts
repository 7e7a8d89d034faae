import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { api, bodyOf } from '../../api/client';
import type { Impact, ImpactRequest } from '../../api/types';

/** Runs a change over recent contexts. It is looked at on demand, since that is work for the server; nothing is written. */
export function useImpact(): UseMutationResult<Impact, Error, ImpactRequest> {
  return useMutation({
    mutationFn: (body: ImpactRequest) => bodyOf(api.POST('/features/impact', { body })),
  });
}
