import { createParser, type EventSourceMessage } from 'eventsource-parser';

/**
 * Reads server-sent events as they come.
 *
 * @param heard called for everything that arrives, heartbeats included
 * @throws whatever ends the body before its time
 */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  heard: () => void,
): AsyncGenerator<EventSourceMessage> {
  const arrived: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (event) => arrived.push(event) });
  const decoder = new TextDecoder();
  for await (const chunk of body) {
    heard();
    parser.feed(decoder.decode(chunk, { stream: true }));
    yield* arrived.splice(0);
  }
}
