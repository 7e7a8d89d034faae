import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the project; every tool works from there, wherever it is called. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** The Node that the project is built and run with. */
export const NODE = join(
  ROOT,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

const OLDEST_NODE = 20;

/** A step failed for a reason that its message tells in full. */
export class StepFailed extends Error {}

/**
 * Runs a tool. A step that failed ends the process with its message and exit code 1, anything else with a stack. The
 * project brings its own Node; what is checked is the one that installs it.
 */
export async function runTool(tool) {
  try {
    if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
      throw new StepFailed(
        `Node ${OLDEST_NODE} or later is needed to install; this is ${process.version}.`,
      );
    }
    await tool();
  } catch (error) {
    console.error(error instanceof StepFailed ? error.message : error);
    process.exitCode = 1;
  }
}

/** A progress line, in the manner of `build     API and console …`. */
export function progress(step, sentence) {
  console.log(`${step.padEnd(9)} ${sentence}`);
}

/** Seconds since `start` (of `performance.now()`), for people. */
export function secondsSince(start) {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}
