import 'reflect-metadata';
import { InvalidConfiguration, loadConfig } from '@app/platform/config';
import { DataDirectoryInUse } from '@app/platform/embedded-postgres';
import { PortTaken } from './bootstrap/listen';
import { start } from './bootstrap/start';

/** Mistakes of whoever starts us: a sentence helps, a stack does not. */
const EXPLAINED = [InvalidConfiguration, DataDirectoryInUse, PortTaken];

async function main(): Promise<void> {
  try {
    await start(loadConfig());
  } catch (error) {
    const explained = EXPLAINED.some((kind) => error instanceof kind);
    process.stderr.write(`${explained ? (error as Error).message : inspect(error)}\n`);
    process.exit(1);
  }
}

function inspect(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

void main();
