import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { api, bodyOf } from '../../api/client';

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
  const startAfresh = useStartAfresh();
  return useMutation({
    mutationFn: (body: Credentials) => bodyOf(api.POST('/auth/login', { body })),
    onSuccess: startAfresh,
  });
}

/** Registers a tenant and logs its owner in. */
export function useRegister(): UseMutationResult<unknown, Error, Registration> {
  const startAfresh = useStartAfresh();
  return useMutation({
    mutationFn: async (body: Registration) => {
      await bodyOf(api.POST('/auth/register', { body }));
      const { tenant, password } = body;
      await bodyOf(api.POST('/auth/login', { body: { tenant, password } }));
    },
    onSuccess: startAfresh,
  });
}

/** Ends the session on the server, so that its token is worth nothing any more. */
export function useLogOut(): UseMutationResult<unknown, Error, void> {
  const startAfresh = useStartAfresh();
  return useMutation({
    mutationFn: () => bodyOf(api.POST('/auth/logout')),
    onSuccess: startAfresh,
  });
}

export function useChangePassword(): UseMutationResult<unknown, Error, PasswordChange> {
  return useMutation({
    mutationFn: (body: PasswordChange) => bodyOf(api.POST('/auth/password', { body })),
  });
}

/** Forgets everything the server said to the one before, and lets the routes decide where to be. */
function useStartAfresh(): () => Promise<void> {
  const queryClient = useQueryClient();
  const router = useRouter();
  return async () => {
    queryClient.clear();
    await router.invalidate();
  };
}
