import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { DataSourceOptions } from 'typeorm';
import { awayDataSource } from './away-pool';
import { BeforeReturn, DatabaseReturn } from './database.return';

export type PostgresOptions = Extract<DataSourceOptions, { type: 'postgres' }> & {
  /** Do not connect: for whoever only looks at the application's shape. */
  readonly manualInitialization?: boolean;
  /** The server is away: start without it, and use it when it is there and this is done. */
  readonly away?: BeforeReturn;
};

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
