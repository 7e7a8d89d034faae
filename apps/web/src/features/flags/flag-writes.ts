import {
  type QueryClient,
  useMutation,
  type UseMutationResult,
  useQueryClient,
} from '@tanstack/react-query';
import { api, bodyOf } from '../../api/client';
import { Problem } from '../../api/problem';
import type { Flag, FlagPage, FlagUpsert } from '../../api/types';
import { useTenant } from '../session/session.query';
import { type FlagPlace, flagsKey } from './flags.query';

/** What to write, and the state it was made for: if that is not the present one, nothing is written. */
export interface FlagWrite {
  readonly body: FlagUpsert;
  readonly etag?: string;
  /** Refuse when there is a flag of that key already. */
  readonly onlyNew?: boolean;
}

/** Creates or changes a flag in one environment. Members that are absent stay as they are. */
export function useSaveFlag(): UseMutationResult<Flag, Error, FlagWrite> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: writeFlag,
    onSuccess: (_flag, { body }) => forgetFlags(queryClient, body.env),
  });
}

async function writeFlag({ body, etag, onlyNew = false }: FlagWrite): Promise<Flag> {
  const headers = {
    ...(etag !== undefined && { 'If-Match': etag }),
    ...(onlyNew && { 'If-None-Match': '*' }),
  };
  try {
    return await bodyOf(api.POST('/features', { body, headers }));
  } catch (error) {
    throw onlyNew && error instanceof Problem && error.status === 412 ? keyTaken(body) : error;
  }
}

/**
 * Switches one flag. Says the state that is wanted rather than "the other one", so that two people
 * who press at once want the same thing. Presses of one switch go out one after the other.
 */
export function useSwitchFlag(
  place: Omit<FlagPlace, 'tenant'>,
): UseMutationResult<Flag, Error, boolean> {
  const tenant = useTenant();
  const queryClient = useQueryClient();
  return useMutation({
    scope: { id: `switch/${place.env}/${place.key}` },
    mutationFn: (enabled: boolean) =>
      bodyOf(api.POST('/features', { body: { tenant, ...place, enabled } })),
    onSuccess: async (flag) => {
      showInLists(queryClient, place.env, flag);
      await forgetFlags(queryClient, place.env);
    },
  });
}

export function useDeleteFlag(): UseMutationResult<unknown, Error, FlagPlace> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: FlagPlace) => bodyOf(api.DELETE('/features', { body })),
    onSuccess: (_answer, { env }) => forgetFlags(queryClient, env),
  });
}

/** A form for a new flag asks that there be none yet; the refusal of that is about the key. */
function keyTaken({ env, key }: FlagUpsert): Problem {
  return new Problem({
    status: 412,
    code: 'flag.key_taken',
    title: 'This key is taken',
    detail: `There is a flag "${key}" in ${env} already. Nothing was changed.`,
    errors: [{ pointer: '#/key', detail: `Taken in ${env}; choose another key.` }],
  });
}

/** What was known of an environment's flags may be old: whatever of it is on the screen is asked again. */
export function forgetFlags(queryClient: QueryClient, env: string): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: flagsKey(env) });
}

/** Shows a flag as the server answered it at once, before the lists themselves come anew. */
function showInLists(queryClient: QueryClient, env: string, flag: Flag): void {
  const queryKey = [...flagsKey(env), 'list'];
  queryClient.setQueriesData<FlagPage>({ queryKey }, (page) =>
    page === undefined
      ? undefined
      : { ...page, items: page.items.map((item) => (item.key === flag.key ? flag : item)) },
  );
}
