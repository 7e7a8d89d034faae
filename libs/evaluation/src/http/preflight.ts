import type { ServerResponse } from 'node:http';

const DAY_S = '86400';

/** Answers a browser that asks whether it may ask (CORS preflight). */
export function answerPreflight(response: ServerResponse): void {
  response.writeHead(204, {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
    'Access-Control-Allow-Headers':
      'Authorization, X-API-Key, Content-Type, If-None-Match, Last-Event-ID, Cache-Control, X-Request-Id',
    'Access-Control-Max-Age': DAY_S,
    Vary: 'Access-Control-Request-Headers',
  });
  response.end();
}
