import { eventSinkContract } from './event-sink.contract';
import { InMemoryEventSink } from './in-memory-event.sink';

describe('a sink in memory', () => {
  eventSinkContract(async () => {
    const sink = new InMemoryEventSink();
    return { sink, received: async () => sink.delivered };
  });
});
