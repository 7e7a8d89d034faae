import { DeadLetters } from '@app/outbox';
import { withApp } from './with-app';

const MOST_SHOWN = 20;

/** `npm run outbox:retry`: shows the events that were given up, and has the relay try them again. */
void withApp(async (app) => {
  const letters = app.get(DeadLetters);
  for (const { eventId, sinks, reason, since } of await letters.list(MOST_SHOWN)) {
    const place = sinks.join(', ');
    process.stdout.write(`${since.toISOString()}  ${eventId}  ${place}: ${reason}\n`);
  }
  process.stdout.write(`${await letters.retry()} events will be tried again.\n`);
});
