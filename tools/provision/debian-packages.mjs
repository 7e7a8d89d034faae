import { existsSync, rmSync, writeFileSync } from 'node:fs';

import { progress } from '../project.mjs';
import { outerEnvironment, runQuietly } from '../run-command.mjs';
import { findProgram } from './find-program.mjs';
import { pastLock } from './past-lock.mjs';

const POLICY = '/usr/sbin/policy-rc.d';

/** Whether packages can be installed: root on a system with apt. */
export function canInstallPackages() {
  return process.getuid?.() === 0 && findProgram('apt-get') !== undefined;
}

/**
 * Installs Debian packages without starting the services some of them bring, after whoever else is installing.
 * Returns `{ ok, output }`.
 */
export async function installPackages(names) {
  // The words of a held lock are looked for in English.
  const env = { ...outerEnvironment(), DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' };
  const apt = (...args) =>
    pastLock(
      () => runQuietly('apt-get', args, { env }),
      (sentence) => progress('servers', sentence),
    );
  const restorePolicy = forbidServiceStarts();
  try {
    await apt('update');
    return await apt('install', '-y', '--no-install-recommends', ...names);
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
