import { type DynamicModule, Global, Module } from '@nestjs/common';
import { AppConfig } from './app.config';

/** Hands the one configuration to everyone who asks for `AppConfig`. */
@Global()
@Module({})
export class ConfigModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: ConfigModule,
      providers: [{ provide: AppConfig, useValue: config }],
      exports: [AppConfig],
    };
  }
}
