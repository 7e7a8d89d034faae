import type { Settings } from './settings.schema';

/** The settings of this process, checked and complete. The only way to them: nothing else reads the environment. */
export abstract class AppConfig {
  abstract readonly settings: Readonly<Settings>;

  get production(): boolean {
    return this.settings.NODE_ENV === 'production';
  }

  /** PostgreSQL is a server of our own under `DATA_DIR`. */
  get embedded(): boolean {
    return this.settings.DATABASE_URL === undefined;
  }

  get secureCookies(): boolean {
    const { PUBLIC_URL } = this.settings;
    return PUBLIC_URL === undefined ? this.production : PUBLIC_URL.startsWith('https:');
  }
}
