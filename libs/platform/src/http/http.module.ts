import { Module } from '@nestjs/common';
import { RequestContextHook } from './request-context.hook';

/** What every request passes through before any route. Needs `ContextModule`. */
@Module({ providers: [RequestContextHook] })
export class HttpModule {}
