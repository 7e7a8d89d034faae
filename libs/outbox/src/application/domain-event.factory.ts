import { Injectable } from '@nestjs/common';
import {
  type Actor,
  Clock,
  type DomainEvent,
  IdGenerator,
  type NewDomainEvent,
  RequestContext,
  type RequestState,
} from '@app/kernel';

const SYSTEM: Actor = { type: 'system', id: 'system' };
const ANONYMOUS: Actor = { type: 'anonymous', id: 'anonymous' };

/** Completes a stated fact with who, when and on whose request. */
@Injectable()
export class DomainEventFactory {
  constructor(
    private readonly clock: Clock,
    private readonly ids: IdGenerator,
    private readonly context: RequestContext,
  ) {}

  /** Outside of a request the service itself acts; inside one without a caller, an unknown. */
  complete(event: NewDomainEvent): DomainEvent {
    const state = this.context.current();
    return {
      ...event,
      id: this.ids.next(),
      time: new Date(this.clock.now()).toISOString(),
      actor: event.actor ?? actorOf(state),
      outcome: event.outcome ?? 'success',
      ...(state === undefined ? {} : { requestId: state.requestId }),
      ...(state?.ip === undefined ? {} : { ip: state.ip }),
    };
  }
}

function actorOf(state: RequestState | undefined): Actor {
  if (state === undefined) return SYSTEM;
  return state.principal?.actor ?? ANONYMOUS;
}
