import 'reflect-metadata';
import { resolve } from 'node:path';
import { loadConfig } from '@app/platform/config';
import { createApp } from '../bootstrap/create-app';
import { dataSourceOptions } from '../data-source';
import { openApiDocument } from '../openapi/document';
import { writeOrCheck } from './write-or-check';

/** Settings of an application that is looked at and never run. */
const LOOKED_AT = {
  DATABASE_URL: 'postgres://localhost/none',
  JWT_SECRET: 'only-for-the-shape-of-the-application',
  LOG_LEVEL: 'silent',
};

async function main(): Promise<void> {
  const database = dataSourceOptions(LOOKED_AT.DATABASE_URL, 1);
  const app = await createApp(loadConfig(LOOKED_AT), { ...database, manualInitialization: true });
  const document = `${JSON.stringify(openApiDocument(app), null, 2)}\n`;
  writeOrCheck(resolve('apps/api/openapi.json'), document);
  // Nothing was started, so there is nothing to close.
  process.exit();
}

void main();
