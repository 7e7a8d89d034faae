import { Module } from '@nestjs/common';
import { RequestContextHook } from './request-context.hook';
import { RequestIds } from './request-ids';

/** What every request passes through before any route. Needs `ContextModule`. */
@Module({ providers: [RequestIds, RequestContextHook], exports: [RequestIds] })
export class HttpModule {}
