import { Global, Module } from '@nestjs/common';
import { Clock, IdGenerator, RequestContext } from '@app/kernel';
import { AsyncLocalRequestContext } from './async-local.request-context';
import { SystemClock } from './system-clock';
import { UuidV7Generator } from './uuid-v7.generator';

/** Time, identity and the present request: what every room asks for and none may make up. */
@Global()
@Module({
  providers: [
    { provide: Clock, useClass: SystemClock },
    { provide: IdGenerator, useClass: UuidV7Generator },
    { provide: RequestContext, useClass: AsyncLocalRequestContext },
  ],
  exports: [Clock, IdGenerator, RequestContext],
})
export class ContextModule {}
