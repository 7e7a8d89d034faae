import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT, runTool, StepFailed } from './project.mjs';

/** Licences that ask for no more than attribution. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'PostgreSQL',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]);

/** Packages that state their licence in a file only, and which one it was found to be in which version. */
const READ_BY_HAND = { 'passport-strategy 1.0.0': 'MIT', 'pause 0.0.1': 'MIT' };

/** Whether an SPDX expression can be satisfied with allowed licences alone. */
export function isAllowed(expression) {
  const alternatives = expression.replace(/[()]/g, '').split(/ OR /i);
  return alternatives.some((terms) =>
    terms.split(/ AND /i).every((term) => ALLOWED.has(term.trim())),
  );
}

/** The packages of a lock file that reach production and whose licence is not allowed, as `name version (licence)`. */
export function refused(lock) {
  return Object.entries(lock.packages)
    .filter(([path, { dev }]) => path !== '' && !dev)
    .map(([path, { version, license }]) => ({
      name: `${path.split('node_modules/').pop()} ${version}`,
      license,
    }))
    .map(({ name, license }) => ({ name, license: license ?? READ_BY_HAND[name] ?? 'none' }))
    .filter(({ license }) => !isAllowed(license))
    .map(({ name, license }) => `${name} (${license})`);
}

if (process.argv[1] === join(ROOT, 'tools', 'check-licenses.mjs')) {
  await runTool(() => {
    const problems = refused(JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')));
    if (problems.length > 0)
      throw new StepFailed(`Licences that may not be shipped:\n  ${problems.join('\n  ')}`);
    console.log('All packages of production have an allowed licence.');
  });
}
