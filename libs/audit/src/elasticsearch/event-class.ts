/** What an event is in the vocabulary of the Elastic Common Schema. */
export interface EventClass {
  readonly category: readonly string[];
  readonly type: readonly string[];
}

/** By the first word of the action; anything else configures the service. */
const CATEGORIES: Readonly<Record<string, string>> = {
  auth: 'authentication',
  access: 'iam',
  tenant: 'iam',
  api_key: 'iam',
};

/** By the last word of the action; anything else is a change. */
const TYPES: Readonly<Record<string, string>> = {
  created: 'creation',
  registered: 'creation',
  deleted: 'deletion',
  revoked: 'deletion',
  refused: 'denied',
  login_refused: 'denied',
  logged_in: 'start',
  logged_out: 'end',
};

/** The allowed values of ECS that fit an action such as `flag.created`. Events of `iam` say whom they concern, too. */
export function eventClassOf(action: string): EventClass {
  const words = action.split('.');
  const category = CATEGORIES[words[0] ?? ''] ?? 'configuration';
  const type = TYPES[words.at(-1) ?? ''] ?? 'change';
  return { category: [category], type: category === 'iam' ? ['user', type] : [type] };
}
