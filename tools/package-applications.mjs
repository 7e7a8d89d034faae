const SNAPSHOT = {
  ...{ schema: 1, tenant: 'zebra', environment: 'dev', epoch: 'e', revision: 1, segments: [] },
  flags: [
    {
      key: 'on',
      valueType: 'boolean',
      variants: [{ name: 'on', value: true }],
      ...{ offVariant: null, enabled: true, clientVisible: false, version: 1 },
      strategy: { type: 'boolean' },
    },
  ],
};

const ANSWERS = {
  flags: [{ key: 'on', value: true, reason: 'STATIC', variant: 'on', metadata: {} }],
};

const EVALUATION = `
async function main() {
  await OpenFeature.setProviderAndWait(provider);
  const { value, reason } = await OpenFeature.getClient().getBooleanDetails('on', false);
  await OpenFeature.close();
  console.log(value, reason);
}
main();
`;

/**
 * A smallest application of each published package, by the folder of its lib: how it makes its provider, files that it
 * reads, and code that compiles only against the right types. None of them needs a service.
 */
export const APPLICATIONS = {
  'openfeature-server': {
    sdk: '@openfeature/server-sdk',
    provider: 'ToggleProvider',
    files: { 'flags.json': JSON.stringify(SNAPSHOT) },
    body: `
      const provider = new ToggleProvider({
        url: 'http://127.0.0.1:1', apiKey: 'none', bootstrapFile: 'flags.json', verify: false,
        logger: { error() {}, warn() {}, info() {}, debug() {} },
      });`,
    typed: `
      import { ToggleProvider, type ToggleProviderOptions } from '@toggle/openfeature-server';
      import { OpenFeature, type Provider } from '@openfeature/server-sdk';
      const options: ToggleProviderOptions = { url: 'https://flags.example.com', apiKey: 'key' };
      const provider: Provider = new ToggleProvider(options);
      // @ts-expect-error a provider needs a key
      new ToggleProvider({ url: 'https://flags.example.com' });
      void OpenFeature.setProviderAndWait(provider);`,
  },
  'openfeature-web': {
    sdk: '@openfeature/web-sdk',
    provider: 'ToggleWebProvider',
    files: {},
    body: `
      const provider = new ToggleWebProvider({
        baseUrl: 'http://127.0.0.1:1', clientKey: 'none', cacheMode: 'disabled', usage: false,
        fetchImplementation: async () => Response.json(${JSON.stringify(ANSWERS)}),
      });`,
    typed: `
      import { ToggleWebProvider, type ToggleWebOptions } from '@toggle/openfeature-web';
      import { OpenFeature, type Provider } from '@openfeature/web-sdk';
      const options: ToggleWebOptions = { baseUrl: 'https://flags.example.com', clientKey: 'key' };
      const provider: Provider = new ToggleWebProvider(options);
      // @ts-expect-error a provider needs to know where the service is
      new ToggleWebProvider({ clientKey: 'key' });
      void OpenFeature.setProviderAndWait(provider);`,
  },
};

/** The files of an application of the package `name`; `app.mjs` and `app.cjs` print `true STATIC`. */
export function filesOf(name, { sdk, provider, body, files, typed }) {
  const imports = [
    [provider, name],
    ['OpenFeature', sdk],
  ];
  const program = (lines) => `${lines.join('\n')}\n${body}\n${EVALUATION}`;
  return Object.entries({
    ...files,
    'app.mjs': program(imports.map(([symbol, from]) => `import { ${symbol} } from '${from}';`)),
    'app.cjs': program(
      imports.map(([symbol, from]) => `const { ${symbol} } = require('${from}');`),
    ),
    'app.mts': typed,
    'app.cts': typed,
  });
}
