import { createServer } from 'node:http';
import { OpenFeature, ProviderEvents } from '@openfeature/server-sdk';
import { ToggleProvider } from '@toggle/openfeature-server';

const { TOGGLE_URL = 'http://localhost:8080', TOGGLE_KEY, PORT = '4000' } = process.env;
if (TOGGLE_KEY === undefined) throw new Error('Set TOGGLE_KEY to an API key of evaluate:server.');

const flags = OpenFeature.getClient();
flags.addHandler(ProviderEvents.ConfigurationChanged, ({ flagsChanged = [] }) =>
  console.log(`changed  ${flagsChanged.join(', ')}`),
);
flags.addHandler(ProviderEvents.Stale, () => console.log('stale    serving the last known state'));
flags.addHandler(ProviderEvents.Ready, () => console.log('ready    flags are current'));

// The last known state is kept on disk: the next start needs no service.
await OpenFeature.setProviderAndWait(
  new ToggleProvider({ url: TOGGLE_URL, apiKey: TOGGLE_KEY, cacheDir: '.flags' }),
);

const server = createServer(async (request, response) => {
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const context = { targetingKey: searchParams.get('user') ?? 'anonymous' };
  // No request leaves the process for this.
  const checkout = await flags.getBooleanDetails('new-checkout', false, context);
  const { value, variant, reason } = checkout;
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.end(
    `${JSON.stringify({ user: context.targetingKey, checkout: value, variant, reason })}\n`,
  );
});
server.listen(Number(PORT), () => console.log(`serving  http://localhost:${PORT}/?user=alice`));

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    server.close();
    // Sends the last counts.
    await OpenFeature.close();
  });
}
