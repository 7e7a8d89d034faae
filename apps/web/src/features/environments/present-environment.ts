const STORED_AS = 'toggle.environment';
const FIRST_TIME = 'dev';

/** Of these environments the one that this browser was in last, else the first there is. */
export function presentEnvironment(names: readonly string[]): string {
  const last = localStorage.getItem(STORED_AS) ?? FIRST_TIME;
  return names.includes(last) ? last : (names[0] ?? last);
}

export function rememberEnvironment(name: string): void {
  localStorage.setItem(STORED_AS, name);
}
