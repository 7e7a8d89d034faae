import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { relative, resolve } from 'node:path';

// Jest's own words and matchers, and the compiler settings of its configuration: the versions that `npm test` uses.
const root = createRequire(new URL('../../package.json', import.meta.url));
const circus = root('jest-circus');
const { expect } = root('expect');
const { transformSync } = root('@swc/core');
const [, compiler] = root('./jest.config.js').projects[0].transform['^.+\\.ts$'];

const SPECS = 'libs/flag-engine/src/**/*.spec.ts';
/** Random input repeats what the others say by example, and takes too long to be asked of every mutant. */
const LEFT_OUT = 'libs/flag-engine/src/properties.spec.ts';

const require = createRequire(resolve('package.json'));
require.extensions['.ts'] = (module, file) => {
  const { code } = transformSync(readFileSync(file, 'utf8'), { ...compiler, filename: file });
  module._compile(code, file);
};

/**
 * Loads the engine and its specs afresh from the working directory, and returns their tests: id, name, file and the
 * function to call. @throws Error when a spec has hooks, which would not be run.
 */
export function loadSpecs() {
  for (const file of Object.keys(require.cache)) {
    if (file.endsWith('.ts')) delete require.cache[file];
  }
  return globSync(SPECS)
    .filter((file) => file !== LEFT_OUT)
    .sort()
    .flatMap(testsOf);
}

function testsOf(file) {
  circus.resetState();
  Object.assign(globalThis, circus.default, { expect });
  require(resolve(file));
  return [...walk(circus.getState().rootDescribeBlock)].map(({ path, fn }, index) => ({
    id: `${relative('libs/flag-engine/src', file)}#${index}`,
    name: path.join(' › '),
    file: resolve(file),
    fn,
  }));
}

function* walk(block, path = []) {
  if (block.hooks.length > 0) throw new Error(`${block.name} has hooks, which are not run here.`);
  for (const child of block.children) {
    const below = [...path, child.name];
    if (child.type === 'test') yield { path: below, fn: child.fn };
    else yield* walk(child, below);
  }
}
