import { createServer } from 'node:http';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ToggleProvider } from '../../../libs/openfeature-server/dist/index.mjs';
import { CASES, contexts } from '../../engine/cases.mjs';
import { flagsOf } from '../../engine/flags.mjs';

export const silent = { error() {}, warn() {}, info() {}, debug() {} };

/** Flags as `GET /snapshot` gives them. */
export function snapshotOf(flags) {
  const place = { tenant: 'zebra', environment: 'dev', epoch: 'e', revision: 1 };
  return JSON.stringify({ schema: 1, ...place, flags, segments: [] });
}

/** A provider that is ready and hears nothing of a service. */
export async function offlineProvider(options) {
  const folder = mkdtempSync(join(tmpdir(), 'toggle-bench-'));
  const bootstrapFile = join(folder, 'flags.json');
  writeFileSync(bootstrapFile, snapshotOf(flagsOf()));
  const server = createServer((_, response) => response.writeHead(503).end()).listen(0);
  server.unref();
  const provider = new ToggleProvider({
    url: `http://127.0.0.1:${server.address().port}`,
    apiKey: 'none',
    bootstrapFile,
    verify: false,
    logger: silent,
    ...options,
  });
  await provider.initialize();
  process.on('exit', () => rmSync(folder, { recursive: true }));
  return provider;
}

/** The provider below the OpenFeature API. It answers by a promise, so a caller's `await` is part of what it costs. */
export async function toggleSdk(options) {
  const provider = await offlineProvider(options);
  const boolean = (key) => (context) => provider.resolveBooleanEvaluation(key, false, context);
  const string = (key) => (context) => provider.resolveStringEvaluation(key, '', context);
  return {
    provider,
    asynchronous: true,
    contexts: contexts((attributes) => attributes),
    cases: Object.fromEntries(
      CASES.map((key) => [key, key === 'three-variants' ? string(key) : boolean(key)]),
    ),
    on: (result) => result.value,
    close: () => provider.shutdown(),
  };
}
