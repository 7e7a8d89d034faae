import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { api, bodyOf } from '../../api/client';
import { SESSION_KEY } from './session.query';

export interface Credentials {
  readonly tenant: string;
  readonly password: string;
}

export interface Registration extends Credentials {
  readonly name?: string;
}

export interface PasswordChange {
  readonly currentPassword: string;
  readonly newPassword: string;
}

/** Logs in. The cookie is the server's to set; what was known before is forgotten. */
export function useLogIn(): UseMutationResult<unknown, Error, Credentials> {
  const enter = useEnter();
  return useMutation({
    mutationFn: (body: Credentials) => bodyOf(api.POST('/auth/login', { body })),
    onSuccess: enter,
  });
}

/** Registers a tenant and logs its owner in. */
export function useRegister(): UseMutationResult<unknown, Error, Registration> {
  const enter = useEnter();
  return useMutation({
    mutationFn: async (body: Registration) => {
      await bodyOf(api.POST('/auth/register', { body }));
      const { tenant, password } = body;
      await bodyOf(api.POST('/auth/login', { body: { tenant, password } }));
    },
    onSuccess: enter,
  });
}

/** Ends the session on the server, so that its token is worth nothing any more, and leaves. */
export function useLogOut(): UseMutationResult<unknown, Error, void> {
  const queryClient = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: () => bodyOf(api.POST('/auth/logout')),
    onSuccess: async () => {
      queryClient.setQueryData(SESSION_KEY, null);
      await router.invalidate();
      // Only now: a page that is still shown must not ask again for what it shows.
      queryClient.clear();
    },
  });
}

export function useChangePassword(): UseMutationResult<unknown, Error, PasswordChange> {
  return useMutation({
    mutationFn: (body: PasswordChange) => bodyOf(api.POST('/auth/password', { body })),
  });
}

/** Forgets what was known before, and lets the routes decide where to be. */
function useEnter(): () => Promise<void> {
  const queryClient = useQueryClient();
  const router = useRouter();
  return async () => {
    queryClient.clear();
    await router.invalidate();
  };
}
