import { BOOLEAN, CONTEXT, RULE } from './flags.mjs';
import { unleashContext } from './servers/start-unleash.mjs';

const FLAGS_PATH = '/ofrep/v1/evaluate/flags';
const question = JSON.stringify({ context: CONTEXT });

/** What is asked of the service itself, by name: path and headers beside the key. */
export const QUESTIONS = {
  boolean: { path: `${FLAGS_PATH}/${BOOLEAN}` },
  rule: { path: `${FLAGS_PATH}/${RULE}` },
  bulk: { path: FLAGS_PATH },
  304: { path: FLAGS_PATH, conditional: true },
};

/** In the order in which a round does them: which server is asked what. The yardsticks get the very same requests. */
export const CASES = {
  'raw, single': { server: 'rawSingle', question: 'boolean' },
  'fastify, single': { server: 'fastifySingle', question: 'boolean' },
  'single boolean': { server: 'toggle', question: 'boolean' },
  'five conditions': { server: 'toggle', question: 'rule' },
  'raw, bulk': { server: 'rawBulk', question: 'bulk' },
  'bulk of 100': { server: 'toggle', question: 'bulk' },
  'raw, 304': { server: 'raw304', question: '304' },
  'bulk, 304': { server: 'toggle', question: '304' },
  'unleash, 100': { server: 'unleash' },
};

/** wrk's load for a case. `headers` are those of the service's key, `etag` of its bulk answer. */
export function loadOf(name, { servers, headers, etag }) {
  const { server, question: asked } = CASES[name];
  const { base, url } = servers[server];
  if (server === 'unleash') {
    return {
      url,
      headers: servers.unleash.headers,
      body: JSON.stringify({ context: unleashContext() }),
    };
  }
  const { path, conditional } = QUESTIONS[asked];
  const validators = conditional ? { 'If-None-Match': etag } : {};
  return { url: `${base}${path}`, headers: { ...headers, ...validators }, body: question };
}

/** What is compared with what, and how much of it is meant to be reached. */
export const GOALS = [
  { of: 'single boolean', to: 'raw, single', goal: 0.8 },
  { of: 'five conditions', to: 'single boolean', goal: 0.9 },
  { of: 'bulk, 304', to: 'raw, 304', goal: 0.6 },
  { of: 'bulk of 100', to: 'raw, bulk', goal: undefined },
  { of: 'single boolean', to: 'fastify, single', goal: undefined },
  { of: 'bulk of 100', to: 'unleash, 100', goal: 10 },
];
