/** Shorter ones are refused for their length. */
const MIN_LENGTH = 8;

let loaded: Promise<ReadonlySet<string>> | undefined;

/** The passwords that are tried first: some 20,000 of eight characters or more, lower-case. Read when first needed. */
export function commonPasswords(): Promise<ReadonlySet<string>> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  const ranked = dictionary['passwords-common'] as readonly (string | number)[];
  return new Set(ranked.map(String).filter(({ length }) => length >= MIN_LENGTH));
}
