import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';

/** Writes a generated file, or with `--check` fails when the one in the tree differs from it. */
export function writeOrCheck(file: string, content: string): void {
  const name = relative(process.cwd(), file);
  if (!process.argv.includes('--check')) {
    writeFileSync(file, content);
    process.stdout.write(`${name} written.\n`);
    return;
  }
  if (existsSync(file) && readFileSync(file, 'utf8') === content) {
    process.stdout.write(`${name} is up to date.\n`);
    return;
  }
  process.stderr.write(`${name} is out of date: generate it again and commit it.\n`);
  process.exitCode = 1;
}
