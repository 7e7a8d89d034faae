import { Client } from '@elastic/elasticsearch';

/** Longest that one request may take; whoever may wait longer (bulk writes) says so with the request. */
export const ELASTICSEARCH_TIMEOUT_MS = 2_000;

/**
 * A client that fails fast and does not retry by itself: whoever writes has its own way to try again
 * (the outbox, the next flush), and nobody waits long for an answer. It opens no connection before its first request.
 * @param url may hold credentials (`https://user:password@host:9200`) and a path
 */
export function createElasticsearch(url: string): Client {
  return new Client({
    node: url,
    requestTimeout: ELASTICSEARCH_TIMEOUT_MS,
    maxRetries: 0,
    name: 'toggle-service',
  });
}
