import { Module } from '@nestjs/common';
import { AnswerKeeper } from './answer.keeper';
import { IdempotencyInterceptor } from './idempotency.interceptor';
import { IdempotencyStore } from './idempotency.store';
import { IdempotencySweeper } from './idempotency.sweeper';
import { TypeOrmIdempotencyStore } from './persistence/typeorm-idempotency.store';

/** `Idempotency-Key` for writes. Needs `PostgresModule` and `ContextModule`. */
@Module({
  providers: [
    { provide: IdempotencyStore, useClass: TypeOrmIdempotencyStore },
    AnswerKeeper,
    IdempotencyInterceptor,
    IdempotencySweeper,
  ],
  exports: [IdempotencyInterceptor],
})
export class IdempotencyModule {}
