import { Inject } from '@nestjs/common';

/** Every place that must learn of committed events: a list of `EventSink`, given by the application. */
export const EVENT_SINKS: unique symbol = Symbol('event sinks');

/** Injects `readonly EventSink[]`. */
export const InjectEventSinks = (): PropertyDecorator & ParameterDecorator => Inject(EVENT_SINKS);
