import { EpochRenewal } from '@app/tenancy';
import { withApp } from './with-app';

const USAGE = `Usage: npm run epochs:renew [-- TENANT]

Says that the database was restored from a backup: gives every environment, or those of one tenant,
a new epoch, so that nothing that anybody holds of the time before is taken for the present.\n`;

const [tenant, ...others] = process.argv.slice(2);
if (others.length > 0 || tenant?.startsWith('-') === true) {
  process.stderr.write(USAGE);
  process.exitCode = 2;
} else {
  void withApp(async (app) => {
    const renewed = await app.get(EpochRenewal).renew(tenant);
    process.stdout.write(`${renewed.length} environments have a new epoch.\n`);
  });
}
