/** Every kind of event that the log is known to hold, in words. */
export const ACTIONS: Readonly<Record<string, string>> = {
  'flag.created': 'Flag created',
  'flag.updated': 'Flag changed',
  'flag.deleted': 'Flag deleted',
  'segment.created': 'Segment created',
  'segment.updated': 'Segment changed',
  'segment.deleted': 'Segment deleted',
  'environment.created': 'Environment added',
  'environment.deleted': 'Environment deleted',
  'environment.epoch_renewed': 'Restored from a backup',
  'tenant.registered': 'Tenant registered',
  'auth.logged_in': 'Logged in',
  'auth.logged_out': 'Logged out',
  'auth.login_refused': 'Log-in refused',
  'auth.password_changed': 'Password changed',
  'auth.password_reset': 'Password reset',
};

/** An action in words; one that is not known yet is spelled out: `api-key.rotated` is `Api key rotated`. */
export function actionWords(action: string): string {
  const known = ACTIONS[action];
  if (known !== undefined) return known;
  const words = action.replaceAll(/[._-]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
