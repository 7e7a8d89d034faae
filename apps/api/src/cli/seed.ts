import { DemoTenant } from '../bootstrap/demo-tenant';
import { withApp } from './with-app';

/** `npm run seed`: makes the demo tenant and its flags; what is there already stays as it is. */
void withApp(async (app) => {
  const made = await app.get(DemoTenant).ensure();
  process.stdout.write(
    made ? 'Demo tenant "zebra" made, password "zebra-demo-password".\n' : 'Nothing to seed.\n',
  );
});
