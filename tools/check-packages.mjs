import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import semver from 'semver';

import { APPLICATIONS, filesOf } from './package-applications.mjs';
import { NODE, progress, ROOT, runTool, secondsSince, StepFailed } from './project.mjs';
import { outerEnvironment } from './run-command.mjs';

const MODULES = join(ROOT, 'node_modules');
const EXPECTED = 'true STATIC';

/**
 * Packs the SDKs as they are published (after `npm run build:packages`), installs each into an empty folder, and
 * evaluates a flag there as ES module and as CommonJS, and compiles an application against its types. Nothing is
 * downloaded: what a package names as its dependencies is installed from those of the project.
 */
await runTool(() => {
  for (const [lib, application] of Object.entries(APPLICATIONS)) check(lib, application);
});

function check(lib, application) {
  const start = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'toggle-package-'));
  try {
    const source = join(ROOT, 'libs', lib);
    const manifest = manifestOf(source);
    install(source, manifest, folder);
    for (const [file, text] of filesOf(manifest.name, application)) {
      writeFileSync(join(folder, file), text);
    }
    const nodes = nodesFor(manifest);
    for (const { path } of nodes) evaluate(path, folder);
    typecheck(folder);
    const versions = nodes.map(({ version }) => version).join(' and ');
    progress('package', `${lib} runs on Node ${versions}, ${secondsSince(start)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function install(source, manifest, folder) {
  const packed = run('npm', ['pack', '--silent', '--pack-destination', folder], source).trim();
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  const quietly = ['--silent', '--no-audit', '--no-fund', '--ignore-scripts'];
  const named = [...dependenciesOf(manifest)].map((name) => join(MODULES, name));
  run('npm', ['install', '--offline', '--install-links', ...quietly, packed, ...named], folder);
}

/** The names of all that a package needs installed beside it, peers included. */
function dependenciesOf({ dependencies = {}, peerDependencies = {} }, found = new Set()) {
  for (const name of Object.keys({ ...dependencies, ...peerDependencies })) {
    if (found.has(name)) continue;
    found.add(name);
    dependenciesOf(manifestOf(join(MODULES, name)), found);
  }
  return found;
}

/** The Node of the project and the one that installed it, where the package promises to run on it. */
function nodesFor({ engines }) {
  const candidates = [NODE, 'node'].map((path) => ({ path, version: versionOf(path) }));
  const promised = candidates.filter(({ version }) =>
    semver.satisfies(version, engines?.node ?? '*'),
  );
  return promised.filter(({ version }, index) =>
    promised.slice(0, index).every((other) => other.version !== version),
  );
}

function versionOf(node) {
  return run(node, ['--print', 'process.versions.node'], ROOT).trim();
}

function evaluate(node, folder) {
  for (const file of ['app.mjs', 'app.cjs']) {
    const said = run(node, [file], folder).trim();
    if (said !== EXPECTED) throw new StepFailed(`${file} said "${said}".`);
  }
}

function typecheck(folder) {
  const compiler = join(MODULES, 'typescript', 'bin', 'tsc');
  const options = ['--noEmit', '--strict', '--module', 'node20', '--target', 'es2022'];
  const types = ['--types', 'node', '--typeRoots', join(MODULES, '@types')];
  run(NODE, [compiler, ...options, ...types, 'app.mts', 'app.cts'], folder);
}

function manifestOf(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

function run(command, parameters, cwd) {
  const options = { cwd, encoding: 'utf8', stdio: 'pipe', env: outerEnvironment() };
  try {
    return execFileSync(command, parameters, options);
  } catch (error) {
    throw new StepFailed(`${command} ${parameters.join(' ')}\n${error.stdout}${error.stderr}`);
  }
}
