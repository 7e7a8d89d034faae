import { eventually } from '@app/testing';
import { useSdk } from './support/use-sdk';

describe('the server SDK among the connected clients', () => {
  const sdk = useSdk();

  /** The connected client that reports with a key. */
  const clientOf = async (keyId: string) => {
    const { body } = await sdk.zebra.get('/clients?tenant=zebra&env=dev');
    const items = (body as { items: { apiKey: { id: string } | null }[] }).items;
    return items.find(({ apiKey }) => apiKey?.id === keyId);
  };

  it('is behind a change until it has taken it', async () => {
    await sdk.put('first');
    const { id, secret } = await sdk.newKey();
    await sdk.connect({ apiKey: secret, url: sdk.proxy.url, pollIntervalMs: 20 });
    await eventually(async () =>
      expect(await clientOf(id)).toMatchObject({
        state: 'current',
        apiKey: { id, name: expect.stringMatching(/^sdk-/) },
        sdk: { name: 'toggle-openfeature-server-js', version: expect.any(String) },
      }),
    );

    sdk.proxy.blocked = /snapshot|stream/;
    sdk.proxy.drop();
    await sdk.put('second');
    expect(await clientOf(id)).toMatchObject({ state: 'behind' });

    sdk.proxy.blocked = undefined;
    await eventually(async () => expect(await clientOf(id)).toMatchObject({ state: 'current' }));
  });
});
