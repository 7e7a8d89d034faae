/**
 * Runs the shell blocks of docs/api-guide.md, in order, in one shell, against a running service, and
 * holds the output of each against the comment behind it: `expect: text | text`.
 *
 *   node tools/check-guide.mjs [http://localhost:8080]     an embedded service with the demo tenant
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const DEFAULT_BASE = 'http://localhost:8080';
const MARK = '===== next block =====';

const base = process.argv[2] ?? DEFAULT_BASE;
const guide = readFileSync(join(resolve(import.meta.dirname, '..'), 'docs/api-guide.md'), 'utf8');
const blocks = [...guide.matchAll(/```sh\n([\s\S]*?)```\n(?:<!-- expect: (.*?) -->)?/g)].map(
  ([, script, expected = '']) => ({
    script: script.replaceAll(DEFAULT_BASE, base),
    expected: expected.split(' | ').map((text) => text.replaceAll('\\n', '\n').trimEnd()),
  }),
);

const shell = spawnSync('bash', ['-s'], {
  input: blocks.map(({ script }) => `${script}\necho; echo '${MARK}'`).join('\n'),
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
});
const outputs = shell.stdout.split(`\n${MARK}\n`);

let failed = 0;
for (const [index, { script, expected }] of blocks.entries()) {
  const output = outputs[index] ?? '';
  const missing = expected.filter((text) => !output.toLowerCase().includes(text.toLowerCase()));
  if (missing.length === 0) continue;
  failed += 1;
  console.error(
    `✗ this block of the guide did not print ${missing.join(', ')}:\n${script}\n${output}\n`,
  );
}
console.log(`guide: ${blocks.length} blocks, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
