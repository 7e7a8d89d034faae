import { AppConfig } from './app.config';
import { settingsSchema, type Settings } from './settings.schema';

/** A setting has a wrong value. The message names the variables, never their values. */
export class InvalidConfiguration extends Error {
  constructor(readonly complaints: readonly string[]) {
    super(`The configuration is not valid:\n${complaints.map((line) => `  - ${line}`).join('\n')}`);
    this.name = 'InvalidConfiguration';
  }
}

class LoadedConfig extends AppConfig {
  constructor(override readonly settings: Readonly<Settings>) {
    super();
  }
}

const PRODUCTION_NEEDS = {
  DATABASE_URL: 'postgres://user:password@host:5432/toggle',
  JWT_SECRET: 'at least 32 random characters, e.g. from `openssl rand -base64 48`',
} as const;

/**
 * Reads and checks the settings.
 * @param environment an empty string counts as not set
 * @throws InvalidConfiguration naming every wrong or missing variable at once
 */
export function loadConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): AppConfig {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = settingsSchema.safeParse(given);
  if (!parsed.success) {
    throw new InvalidConfiguration(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    );
  }
  const missing = missingInProduction(parsed.data);
  if (missing.length > 0) throw new InvalidConfiguration(missing);
  return new LoadedConfig(Object.freeze(parsed.data));
}

function missingInProduction(settings: Settings): string[] {
  if (settings.NODE_ENV !== 'production') return [];
  return Object.entries(PRODUCTION_NEEDS)
    .filter(([name]) => settings[name as keyof Settings] === undefined)
    .map(([name, hint]) => `${name}: must be set when NODE_ENV is production (${hint})`);
}
