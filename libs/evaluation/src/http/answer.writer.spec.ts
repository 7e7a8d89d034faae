import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Logger } from '@nestjs/common';
import { AsyncLocalRequestContext, UuidV7Generator } from '@app/platform/context';
import { RequestIds } from '@app/platform/http';
import type { OfrepAnswer } from '../ofrep/ofrep-answer';
import { AnswerWriter } from './answer.writer';
import { failed, unauthenticated } from './refusals';

const SUCCESS: OfrepAnswer = { status: 200, body: '{"value":true}' };

describe('an answer in front of the router', () => {
  const context = new AsyncLocalRequestContext();
  const logged: [error: unknown, requestId: string | undefined][] = [];
  const writer = new AnswerWriter(new RequestIds(new UuidV7Generator()), context);
  let answer: OfrepAnswer;
  let server: Server;

  const ask = async (headers: Record<string, string> = {}) => {
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/ofrep/v1/"x"?token=secret`;
    const response = await fetch(url, { headers });
    const text = await response.text();
    return { id: response.headers.get('X-Request-Id'), text, body: JSON.parse(text) as object };
  };

  beforeAll(async () => {
    const log = (error: unknown) => void logged.push([error, context.current()?.requestId]);
    Logger.overrideLogger({ error: log, warn: log, log });
    server = createServer((request, response) => writer.write({ request, response }, answer));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    Logger.overrideLogger(false);
    await new Promise((resolve) => server.close(resolve));
  });

  it('names its request when it is a refusal, by the id that the caller sent', async () => {
    answer = unauthenticated('x');
    const { id, body } = await ask({ 'X-Request-Id': 'my-id-1' });
    expect(id).toBe('my-id-1');
    expect(body).toMatchObject({
      ...(JSON.parse(answer.body) as object),
      instance: '/ofrep/v1/%22x%22',
      requestId: 'my-id-1',
    });
  });

  it.each([[{}], [{ 'X-Request-Id': 'not "fit"' }]])(
    'names a refused request itself, given %j',
    async (headers) => {
      answer = unauthenticated();
      const { id, body } = await ask(headers);
      expect(id).toMatch(/^[0-9a-f-]{36}$/);
      expect(body).toMatchObject({ requestId: id });
    },
  );

  it.each(['plain', 'grün', 'ÿ', '日本 🎉'])('arrives as it was written: %s', async (value) => {
    answer = { status: 200, body: JSON.stringify({ value }) };
    expect(await ask()).toMatchObject({ text: answer.body });
  });

  it('gives back the id of a success and changes nothing else', async () => {
    answer = SUCCESS;
    expect(await ask({ 'X-Request-Id': 'my-id-2' })).toMatchObject({
      id: 'my-id-2',
      text: SUCCESS.body,
    });
    expect(await ask()).toMatchObject({ id: null, text: SUCCESS.body });
  });

  it('logs what went wrong on our side under the id that the caller reads, and only that', async () => {
    logged.length = 0;
    const cause = new Error('on purpose');
    answer = failed(cause);
    const { id, text } = await ask();
    answer = unauthenticated();
    await ask();
    expect(logged).toEqual([[cause, id]]);
    expect(text).not.toContain('on purpose');
  });
});
