import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { minify } from 'rolldown/utils';

import { ensureInstalled } from './install.mjs';
import { NODE, progress, ROOT, runTool, secondsSince, StepFailed } from './project.mjs';
import { runQuietly } from './run-command.mjs';

const DTS_BUNDLER = join(
  ROOT,
  'node_modules/dts-bundle-generator/dist/bin/dts-bundle-generator.js',
);

/**
 * Builds the SDKs as they are published, into their `dist` folders: ES module, CommonJS and one declaration file. What
 * they share with the server is bundled, what their package.json names is not.
 */
await runTool(async () => {
  await ensureInstalled();
  for (const folder of published()) await build(folder);
});

/** The libs that are packages of their own: they say so by a package.json. */
function published() {
  const libs = join(ROOT, 'libs');
  return readdirSync(libs)
    .map((name) => join(libs, name))
    .filter((folder) => existsSync(join(folder, 'package.json')));
}

async function build(folder) {
  const started = performance.now();
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  rmSync(join(folder, 'dist'), { recursive: true, force: true });
  await bundle(folder, manifest);
  await declare(folder);
  copyFileSync(join(ROOT, 'LICENSE'), join(folder, 'LICENSE'));
  progress('package', `${manifest.name} ${await sizes(folder)}, in ${secondsSince(started)}`);
}

async function bundle(folder, { dependencies = {}, peerDependencies = {} }) {
  const named = Object.keys({ ...dependencies, ...peerDependencies });
  const isNamed = (id) => named.some((name) => id === name || id.startsWith(`${name}/`));
  const build = await rolldown({
    input: join(folder, 'src/index.ts'),
    external: (id) => id.startsWith('node:') || builtinModules.includes(id) || isNamed(id),
    tsconfig: join(ROOT, 'tsconfig.json'),
    platform: 'neutral',
    onLog: (level, log) => {
      // An import that is neither bundled nor named would fail in the application that installs the package.
      if (level === 'warn') throw new StepFailed(log.message);
    },
  });
  const common = { dir: join(folder, 'dist'), sourcemap: true, exports: 'named' };
  await build.write({ ...common, format: 'esm', entryFileNames: '[name].mjs' });
  await build.write({ ...common, format: 'cjs', entryFileNames: '[name].cjs' });
  await build.close();
}

/** The same declarations for both formats: each names its own kind of module by its ending. */
async function declare(folder) {
  const [esm, cjs] = ['d.mts', 'd.cts'].map((ending) => join(folder, 'dist', `index.${ending}`));
  const { ok, output } = await runQuietly(NODE, [
    DTS_BUNDLER,
    ...['--project', join(ROOT, 'tsconfig.json')],
    '--no-check',
    '--no-banner',
    '--export-referenced-types=false',
    ...['--out-file', esm],
    join(folder, 'src/index.ts'),
  ]);
  if (!ok || !existsSync(esm)) throw new StepFailed(`${output.trim()}\n\nNo declarations.`);
  writeFileSync(cjs, readFileSync(esm));
}

/** What the bundle weighs, as written and as an application's bundler would ship it. */
async function sizes(folder) {
  const text = readFileSync(join(folder, 'dist/index.mjs'), 'utf8');
  const { code } = await minify('index.mjs', text);
  const zipped = gzipSync(code, { level: 9 }).length;
  return `${kilobytes(text.length)} (minified and gzip ${kilobytes(zipped)})`;
}

function kilobytes(bytes) {
  return `${(bytes / 1024).toFixed(1)} kB`;
}
