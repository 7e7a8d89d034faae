import { text } from 'node:stream/consumers';
import { PasswordReset } from '@app/auth';
import { withApp } from './with-app';

const USAGE = `Usage: npm run auth:reset-password -- TENANT [--stdin]

Gives the tenant's owner a new password and ends all sessions. The password is generated and
printed, or with --stdin read from standard input.\n`;

const [tenant, option] = process.argv.slice(2);
if (tenant === undefined || (option !== undefined && option !== '--stdin')) {
  process.stderr.write(USAGE);
  process.exitCode = 2;
} else {
  void withApp(async (app) => {
    const chosen = option === '--stdin' ? (await text(process.stdin)).trimEnd() : undefined;
    const password = await app.get(PasswordReset).reset(tenant, chosen);
    process.stdout.write(chosen === undefined ? `${password}\n` : 'The password is set.\n');
  });
}
