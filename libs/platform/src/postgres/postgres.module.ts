import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { awayDataSource } from './away-pool';
import { BeforeReturn, DatabaseReturn } from './database.return';
import type { PostgresOptions } from './postgres-options';

/** The one pool of the process. `options` come from the application's data source, which lists every entity. */
@Module({})
export class PostgresModule {
  static forRoot(options: PostgresOptions): DynamicModule {
    const { away } = options;
    if (away !== undefined) return withoutServer(options, away);
    return {
      module: PostgresModule,
      imports: [TypeOrmModule.forRoot({ ...options, retryAttempts: 0 })],
    };
  }
}

function withoutServer(options: PostgresOptions, away: BeforeReturn): DynamicModule {
  return {
    module: PostgresModule,
    imports: [
      TypeOrmModule.forRootAsync({
        useFactory: () => ({ ...options, manualInitialization: true }),
        dataSourceFactory: () => Promise.resolve(awayDataSource(options)),
      }),
    ],
    providers: [{ provide: BeforeReturn, useValue: away }, DatabaseReturn],
  };
}
