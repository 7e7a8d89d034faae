import { loadConfig } from '@app/platform/config';
import { migrate } from '../bootstrap/migrate';
import { withDatabase } from './with-database';

/** `npm run migrate:deploy`: applies pending migrations and ends. */
void withDatabase(loadConfig(), async (url) => {
  const applied = await migrate(url);
  process.stdout.write(
    applied.length === 0 ? 'Nothing to migrate.\n' : `Applied: ${applied.join(', ')}\n`,
  );
});
