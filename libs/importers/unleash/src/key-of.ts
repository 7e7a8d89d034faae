const VALID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

/** Gives names from Unleash keys that are valid here: the same where it can be, else written out, and never one twice. */
export class Keys {
  private readonly keys = new Map<string, string>();
  private readonly taken = new Set<string>();

  /** Names that are valid as they are come first, so that none of them loses its key to a rewritten one. */
  constructor(names: readonly string[]) {
    const valid = names.filter((name) => VALID.test(name));
    for (const name of [...valid, ...names]) if (!this.keys.has(name)) this.add(name);
  }

  /** The key of a name; `undefined` where it is none of them. */
  of(name: string): string | undefined {
    return this.keys.get(name);
  }

  private add(name: string): void {
    const wanted = VALID.test(name) ? name : written(name);
    let key = wanted;
    for (let count = 2; this.taken.has(key); count += 1) key = `${wanted.slice(0, 120)}-${count}`;
    this.taken.add(key);
    this.keys.set(name, key);
  }
}

/** Every other character as its code: `Größe` is `Gr-uf6-e`, as far as there is room. */
function written(name: string): string {
  const text = [...name]
    .map((character) =>
      /[A-Za-z0-9._-]/.test(character)
        ? character
        : `-u${(character.codePointAt(0) ?? 0).toString(16)}-`,
    )
    .join('')
    .slice(0, 127);
  return VALID.test(text) ? text : `f${text}`;
}
