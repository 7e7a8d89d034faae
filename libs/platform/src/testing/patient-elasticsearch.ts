import { Client } from '@elastic/elasticsearch';

/** For specs about answers, not about speed: a machine that runs many specs at once may be slow. */
export function patientElasticsearch(url: string): Client {
  return new Client({ node: url, requestTimeout: 30_000, maxRetries: 0 });
}
