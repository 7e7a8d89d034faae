import { type DynamicModule, Module, type ModuleMetadata, type Type } from '@nestjs/common';
import { UnitOfWork } from '@app/kernel';
import { DeadLetters } from './application/dead-letters';
import { DomainEventFactory } from './application/domain-event.factory';
import { OutboxSignal } from './application/outbox.signal';
import { EventRecorder } from './event.recorder';
import { PostgresDeadLetters } from './persistence/postgres-dead-letters';
import { TypeOrmUnitOfWork } from './persistence/typeorm-unit-of-work';

export interface OutboxOptions {
  /** Modules that export `recorder`. */
  readonly imports: NonNullable<ModuleMetadata['imports']>;
  /** Keeps every recorded event for good, inside the transaction that caused it. */
  readonly recorder: Type<EventRecorder>;
}

/** The unit of work, for every room: what it records is delivered by `OutboxRelayModule`. */
@Module({})
export class OutboxModule {
  static forRoot({ imports, recorder }: OutboxOptions): DynamicModule {
    return {
      module: OutboxModule,
      // Every lib writes through it, and none can import a module that only the application can fill.
      global: true,
      imports,
      providers: [
        DomainEventFactory,
        OutboxSignal,
        { provide: EventRecorder, useExisting: recorder },
        { provide: UnitOfWork, useClass: TypeOrmUnitOfWork },
        { provide: DeadLetters, useClass: PostgresDeadLetters },
      ],
      exports: [UnitOfWork, OutboxSignal, DeadLetters],
    };
  }
}
