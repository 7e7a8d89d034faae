import { parseContext } from './context-body';

describe('the body of an evaluation request', () => {
  it.each(['', '{}', '{"context":{}}'])('may leave the context out: %j', (body) => {
    expect(parseContext(body)).toEqual({ kind: 'context', context: {} });
  });

  it('carries the context as it is', () => {
    expect(parseContext('{"context":{"targetingKey":"a","n":0,"deep":{"x":[1]}}}')).toEqual({
      kind: 'context',
      context: { targetingKey: 'a', n: 0, deep: { x: [1] } },
    });
  });

  it.each([
    ['{', 'PARSE_ERROR'],
    ['[]', 'INVALID_CONTEXT'],
    ['null', 'INVALID_CONTEXT'],
    ['"x"', 'INVALID_CONTEXT'],
    ['{"context":null}', 'INVALID_CONTEXT'],
    ['{"context":[1]}', 'INVALID_CONTEXT'],
    ['{"context":"x"}', 'INVALID_CONTEXT'],
  ])('is refused when it is %s', (body, errorCode) => {
    const parsed = parseContext(body, 'my-flag');
    if (parsed.kind !== 'refused') throw new Error('It was taken.');
    expect(parsed.answer.status).toBe(400);
    expect(JSON.parse(parsed.answer.body)).toMatchObject({
      key: 'my-flag',
      errorCode,
      errorDetails: expect.any(String),
      metadata: {},
    });
  });
});
