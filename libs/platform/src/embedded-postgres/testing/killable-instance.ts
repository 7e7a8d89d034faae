import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { transformFile } from '@swc/core';

const PLATFORM = join(__dirname, '..', '..');
const MODULES = join(PLATFORM, '..', '..', '..', 'node_modules');

const MAIN = `
const { EmbeddedPostgres } = require('./embedded-postgres');
new EmbeddedPostgres({ directory: process.argv[2] }).start().then(({ url }) => console.log(url));
setInterval(() => undefined, 60_000);
`;

/** A second process with an embedded server on `directory`, that a test can kill without a warning. */
export class KillableInstance {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  /** @param workspace an empty folder for the compiled program. */
  static async start(directory: string, workspace: string): Promise<KillableInstance> {
    await compile(workspace);
    const child = spawn(process.execPath, [join(workspace, 'main.js'), directory], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    return new KillableInstance(child, line.toString().trim());
  }

  /** Ends the process as `kill -9` does: none of its handlers run. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await once(this.child, 'exit');
  }
}

/** The sources as they are now, because `dist` may be older or absent. */
async function compile(workspace: string): Promise<void> {
  await rm(workspace, { recursive: true, force: true });
  for (const folder of ['child-process', 'embedded-postgres']) {
    await mkdir(join(workspace, folder), { recursive: true });
    const names = await readdir(join(PLATFORM, folder));
    for (const name of names.filter(
      (each) => /^[a-z-.]+\.ts$/.test(each) && !each.includes('spec'),
    )) {
      const { code } = await transformFile(join(PLATFORM, folder, name), {
        swcrc: false,
        jsc: { parser: { syntax: 'typescript' }, target: 'es2024' },
        module: { type: 'commonjs' },
      });
      await writeFile(join(workspace, folder, name.replace('.ts', '.js')), code);
    }
  }
  await writeFile(join(workspace, 'main.js'), MAIN);
  await symlink(MODULES, join(workspace, 'node_modules'));
}
