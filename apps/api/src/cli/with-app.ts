import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type AppConfig, loadConfig } from '@app/platform/config';
import { AppModule } from '../app.module';
import { dataSourceOptions } from '../data-source';
import { RouteTable } from '../http/route-table';
import { withDatabase } from './with-database';

/** Runs one job with the application's services, without its server. */
export async function withApp(
  job: (app: INestApplicationContext, config: AppConfig) => Promise<void>,
): Promise<void> {
  const config = loadConfig();
  await withDatabase(config, async (url) => {
    const module = AppModule.forRoot({
      config,
      database: dataSourceOptions(url, 2),
      routes: new RouteTable(),
    });
    const app = await NestFactory.createApplicationContext(module, {
      logger: ['error'],
      abortOnError: false,
    });
    try {
      await job(app, config);
    } finally {
      await app.close();
    }
  });
}
