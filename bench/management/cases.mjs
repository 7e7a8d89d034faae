import { ENVIRONMENTS } from './servers/start-toggle.mjs';
import { wrk } from './wrk.mjs';

const CONNECTIONS = 64;
const WRITERS = 8;
const script = (name) => new URL(`lua/${name}.lua`, import.meta.url).pathname;

/** What is measured, in the order in which a round does it. Each gets `{ hello, toggle, unleash, etag, seconds }`. */
export const CASES = {
  'fastify hello': ({ hello, seconds }) =>
    wrk({ url: hello.url, connections: CONNECTIONS, seconds }),

  'list of 100': ({ toggle, seconds }) =>
    wrk({ url: toggle.list, connections: CONNECTIONS, seconds, headers: toggle.headers }),

  'list, 304': ({ toggle, etag, seconds }) =>
    wrk({
      url: toggle.list,
      connections: CONNECTIONS,
      seconds,
      headers: { ...toggle.headers, 'If-None-Match': etag },
    }),

  upsert: ({ toggle, seconds }) =>
    wrk({
      url: `${toggle.base}/features`,
      connections: WRITERS,
      threads: WRITERS,
      seconds,
      headers: toggle.headers,
      script: script('toggle-upsert'),
      args: ENVIRONMENTS,
    }),

  'unleash list of 100': ({ unleash, seconds }) =>
    wrk({ url: unleash.list, connections: CONNECTIONS, seconds, headers: unleash.headers }),

  'unleash toggle': ({ unleash, seconds }) =>
    wrk({
      url: unleash.base,
      connections: WRITERS,
      threads: WRITERS,
      seconds,
      headers: unleash.headers,
      script: script('unleash-toggle'),
    }),
};

/** Which case is compared with which, and how many times faster it is meant to be. */
export const GOALS = [
  { of: 'list of 100', to: 'unleash list of 100', goal: 10 },
  { of: 'list, 304', to: 'unleash list of 100', goal: 20 },
  { of: 'upsert', to: 'unleash toggle', goal: 2 },
];
