import { existsSync, rmSync, writeFileSync } from 'node:fs';

import { outerEnvironment, runQuietly } from '../run-command.mjs';
import { findProgram } from './find-program.mjs';

const POLICY = '/usr/sbin/policy-rc.d';

/** Whether packages can be installed: root on a system with apt. */
export function canInstallPackages() {
  return process.getuid?.() === 0 && findProgram('apt-get') !== undefined;
}

/** Installs Debian packages without starting the services some of them bring. Returns `{ ok, output }`. */
export async function installPackages(names) {
  const env = { ...outerEnvironment(), DEBIAN_FRONTEND: 'noninteractive' };
  const restorePolicy = forbidServiceStarts();
  try {
    await runQuietly('apt-get', ['update'], { env });
    return await runQuietly('apt-get', ['install', '-y', '--no-install-recommends', ...names], {
      env,
    });
  } finally {
    restorePolicy();
  }
}

/** Debian asks this program before a package starts its service; 101 means no. */
function forbidServiceStarts() {
  if (existsSync(POLICY)) return () => undefined;
  writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  return () => rmSync(POLICY, { force: true });
}
