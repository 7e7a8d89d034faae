import { type DynamicModule, Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import type { DestinationStream } from 'pino';
import { RequestContext } from '@app/kernel';
import { AppConfig } from '../config';
import { AccessLog } from './access.log';
import { loggerParams } from './logger-options';

/**
 * Nest's `Logger` on pino: `app.useLogger(app.get(Logger))` with `Logger` from nestjs-pino.
 * Needs `ConfigModule` and `ContextModule`.
 */
@Module({})
export class LoggingModule {
  /** @param stream where the lines go; standard output unless given */
  static forRoot(stream?: DestinationStream): DynamicModule {
    return {
      module: LoggingModule,
      imports: [
        LoggerModule.forRootAsync({
          inject: [AppConfig, RequestContext],
          useFactory: (config: AppConfig, context: RequestContext) =>
            loggerParams(config, context, stream),
        }),
      ],
      providers: [AccessLog],
      exports: [LoggerModule],
    };
  }
}
