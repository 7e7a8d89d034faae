import { createServer } from 'node:http';

// The yardstick: reads the POST, parses it, and answers as many bytes as the service does.
const body = 'x'.repeat(Number(process.env.BYTES ?? 0));
const status = Number(process.env.STATUS ?? 200);
const headers =
  status === 304
    ? []
    : ['Content-Type', 'application/json; charset=utf-8', 'Content-Length', `${body.length}`];

createServer((request, response) => {
  if (request.method !== 'POST') return response.end('ready');
  let text = '';
  request.setEncoding('utf8');
  request.on('data', (chunk) => (text += chunk));
  request.on('end', () => {
    JSON.parse(text);
    response.writeHead(status, headers);
    response.end(status === 304 ? undefined : body);
  });
}).listen(Number(process.env.PORT), '127.0.0.1');
