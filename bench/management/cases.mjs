import { ENVIRONMENTS } from './servers/start-toggle.mjs';

const CONNECTIONS = 64;
const WRITERS = 8;
const script = (name) => new URL(`lua/${name}.lua`, import.meta.url).pathname;

/**
 * What is measured, in the order in which a round does it: which server, and wrk's load as a function
 * of `{ hello, toggle, unleash, etag }`.
 */
export const CASES = {
  'fastify hello': {
    server: 'hello',
    load: ({ hello }) => ({ url: hello.url, connections: CONNECTIONS }),
  },
  'list of 100': {
    server: 'toggle',
    load: ({ toggle }) => ({
      url: toggle.list,
      connections: CONNECTIONS,
      headers: toggle.headers,
    }),
  },
  'list, 304': {
    server: 'toggle',
    load: ({ toggle, etag }) => ({
      url: toggle.list,
      connections: CONNECTIONS,
      headers: { ...toggle.headers, 'If-None-Match': etag },
    }),
  },
  upsert: {
    server: 'toggle',
    load: ({ toggle }) => ({
      url: `${toggle.base}/features`,
      connections: WRITERS,
      threads: WRITERS,
      headers: toggle.headers,
      script: script('toggle-upsert'),
      args: ENVIRONMENTS,
    }),
  },
  'unleash list of 100': {
    server: 'unleash',
    load: ({ unleash }) => ({
      url: unleash.list,
      connections: CONNECTIONS,
      headers: unleash.headers,
    }),
  },
  'unleash toggle': {
    server: 'unleash',
    load: ({ unleash }) => ({
      url: unleash.base,
      connections: WRITERS,
      threads: WRITERS,
      headers: unleash.headers,
      script: script('unleash-toggle'),
    }),
  },
};

/** Which case is compared with which, and how many times faster it is meant to be. */
export const GOALS = [
  { of: 'list of 100', to: 'unleash list of 100', goal: 10 },
  { of: 'list, 304', to: 'unleash list of 100', goal: 20 },
  { of: 'upsert', to: 'unleash toggle', goal: 2 },
];
