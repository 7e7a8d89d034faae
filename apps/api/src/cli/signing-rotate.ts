import { SigningKeys } from '@app/evaluation';
import { withApp } from './with-app';

/** `npm run signing:rotate`: makes the key that signs snapshots next, and says from when on. */
void withApp(async (app) => {
  const { id, signsFrom } = await app.get(SigningKeys).rotate();
  process.stdout.write(
    `Key ${id} is published and signs from ${signsFrom.toISOString()} on.\n` +
      'The present one signs until then and stays published for 30 days after.\n',
  );
});
