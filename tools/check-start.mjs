import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { progress, ROOT, runTool, secondsSince, StepFailed } from './project.mjs';

const PATIENCE_MS = 120_000;
const HEALTH_LINE = /Health\s+(http:\S+)\/health\/ready/;

// `node tools/check-start.mjs`: starts the service twice on a new data folder, as a stranger would, runs the API guide
// against it and stops it in order both times.
await runTool(async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'toggle-check-start-'));
  try {
    await firstStart(dataFolder);
    await secondStart(dataFolder);
  } finally {
    rmSync(dataFolder, { recursive: true, force: true });
  }
});

async function firstStart(dataFolder) {
  const service = await start('first start', dataFolder);
  try {
    const guide = spawn(process.execPath, ['tools/check-guide.mjs', service.base], {
      cwd: ROOT,
      stdio: 'inherit',
    });
    const [code] = await once(guide, 'exit');
    if (code !== 0) throw new StepFailed('The API guide does not hold on a new service.');
  } finally {
    await service.stop();
  }
}

async function secondStart(dataFolder) {
  const service = await start('second start', dataFolder);
  await service.stop();
}

/** Starts the service and waits for its first answer. */
async function start(name, dataFolder) {
  const began = performance.now();
  const env = { ...process.env, DATA_DIR: dataFolder, LOG_LEVEL: 'warn' };
  const child = spawn(process.execPath, ['tools/start.mjs'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit').then(([code]) => code);
  const base = await announcedBase(child, exit);
  const { status } = await fetch(`${base}/health/ready`);
  if (status !== 200)
    throw new StepFailed(`The service says that it is ready and answers ${status}.`);
  progress(name, `first answer after ${secondsSince(began)}`);
  return { base, stop: () => stopInOrder(child, exit) };
}

/** The address that the service prints when it is ready. */
async function announcedBase(child, exit) {
  let output = '';
  const address = new Promise((resolve) => {
    child.stdout.on('data', (piece) => {
      output += piece;
      const [, base] = HEALTH_LINE.exec(output) ?? [];
      if (base !== undefined) resolve(base);
    });
  });
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref());
  const base = await Promise.race([address, exit, patience]);
  if (typeof base === 'string') return base;
  child.kill('SIGTERM');
  throw new StepFailed(`${output}\nThe service did not become ready; what it said is above.`);
}

async function stopInOrder(child, exit) {
  child.kill('SIGTERM');
  const code = await exit;
  if (code !== 0)
    throw new StepFailed(`The service ended with exit code ${code} when it was asked to stop.`);
}
