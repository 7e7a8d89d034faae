import { queryOptions } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';
import { api, bodyOf } from '../../api/client';
import { Problem } from '../../api/problem';
import type { Session } from '../../api/types';

export const SESSION_KEY = ['session'] as const;

/** Who is logged in; `null` when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: SESSION_KEY,
  queryFn: findSession,
  staleTime: 5 * 60_000,
});

async function findSession(): Promise<Session | null> {
  try {
    return await bodyOf(api.GET('/auth/me'));
  } catch (error) {
    if (error instanceof Problem && error.status === 401) return null;
    throw error;
  }
}

/**
 * The session of a screen that only those who are logged in see: the one it was opened with. When
 * that ends, the routes leave the screen; until then it is not pulled away from under it.
 */
export function useSession(): Session {
  return useRouteContext({ from: '/house' }).session;
}

/** The slug of the tenant that is logged in: part of almost every call. */
export function useTenant(): string {
  return useSession().tenant;
}
