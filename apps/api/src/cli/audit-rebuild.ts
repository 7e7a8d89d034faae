import { AuditIndexRebuild } from '@app/audit';
import { withApp } from './with-app';

const clear = process.argv.includes('--clear');

/** `npm run audit:rebuild [-- --clear]`: writes every event of the record to the search index again. */
void withApp(async (app) => {
  const { indexed, refused } = await app.get(AuditIndexRebuild).run({
    clear,
    onProgress: (events) => process.stdout.write(`\r${events} events`),
  });
  process.stdout.write(`\n${indexed} events are in the index.\n`);
  if (refused.length === 0) return;
  process.stderr.write(`Refused by the index: ${refused.join(', ')}\n`);
  process.exitCode = 1;
});
