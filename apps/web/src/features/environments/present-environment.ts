const STORED_AS = 'toggle.environment';
const FIRST_TIME = 'dev';

/** The environment this browser was in last. */
export function presentEnvironment(): string {
  return localStorage.getItem(STORED_AS) ?? FIRST_TIME;
}

export function rememberEnvironment(name: string): void {
  localStorage.setItem(STORED_AS, name);
}
