import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { progress, ROOT, runTool, secondsSince, StepFailed } from './project.mjs';

/** What is checked runs on whichever Node started this: the packages promise more than the one of the project. */
const FOLDER = join(ROOT, 'libs', 'openfeature-server');

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

const BODY = `
async function main() {
  const provider = new ToggleProvider({
    url: 'http://127.0.0.1:1', apiKey: 'none', bootstrapFile: 'flags.json', verify: false,
    logger: { error() {}, warn() {}, info() {}, debug() {} },
  });
  await OpenFeature.setProviderAndWait(provider);
  const { value, reason } = await OpenFeature.getClient().getBooleanDetails('on', false);
  await OpenFeature.close();
  console.log(value, reason);
}
main();
`;

const NAMES = [
  ['ToggleProvider', '@toggle/openfeature-server'],
  ['OpenFeature', '@openfeature/server-sdk'],
];
const TYPED = `
import { ToggleProvider, type ToggleProviderOptions } from '@toggle/openfeature-server';
import { OpenFeature, type Provider } from '@openfeature/server-sdk';
const options: ToggleProviderOptions = { url: 'https://flags.example.com', apiKey: 'key' };
const provider: Provider = new ToggleProvider(options);
// @ts-expect-error a provider needs a key
new ToggleProvider({ url: 'https://flags.example.com' });
void OpenFeature.setProviderAndWait(provider);
`;

/**
 * Packs the server SDK as it is published (after `npm run build:packages`), installs it into an empty folder, and
 * evaluates a flag there as ES module and as CommonJS, and compiles an application against its types.
 */
await runTool(() => {
  const start = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'toggle-package-'));
  try {
    install(folder);
    evaluate(folder);
    typecheck(folder);
    progress('package', `openfeature-server runs where it is installed, ${secondsSince(start)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

function install(folder) {
  const packed = run('npm', ['pack', '--silent', '--pack-destination', folder], FOLDER).trim();
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  const peers = ['@openfeature/server-sdk', '@openfeature/core'];
  run('npm', ['install', '--silent', '--no-audit', '--no-fund', packed, ...peers], folder);
}

function evaluate(folder) {
  writeFileSync(join(folder, 'flags.json'), JSON.stringify(SNAPSHOT));
  const imports = NAMES.map(([name, from]) => `import { ${name} } from '${from}';\n`).join('');
  const requires = NAMES.map(([name, from]) => `const { ${name} } = require('${from}');\n`).join(
    '',
  );
  writeFileSync(join(folder, 'app.mjs'), imports + BODY);
  writeFileSync(join(folder, 'app.cjs'), requires + BODY);
  for (const file of ['app.mjs', 'app.cjs']) {
    const said = run(process.execPath, [file], folder).trim();
    if (said !== 'true STATIC') throw new StepFailed(`${file} said "${said}".`);
  }
}

function typecheck(folder) {
  for (const file of ['app.mts', 'app.cts']) writeFileSync(join(folder, file), TYPED);
  const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const options = ['--noEmit', '--strict', '--module', 'node20', '--target', 'es2022'];
  const types = ['--types', 'node', '--typeRoots', join(ROOT, 'node_modules', '@types')];
  run(process.execPath, [compiler, ...options, ...types, 'app.mts', 'app.cts'], folder);
}

function run(command, parameters, cwd) {
  try {
    return execFileSync(command, parameters, { cwd, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    throw new StepFailed(`${command} ${parameters.join(' ')}\n${error.stdout}${error.stderr}`);
  }
}
