import { assertOfrep, offencesAgainst } from './ofrep-conformance';

const URL_OF_ONE = 'http://x/ofrep/v1/evaluate/flags/a';
const one = { key: 'a', reason: 'STATIC', variant: 'on', metadata: {} };
const refused = { key: 'a', errorCode: 'GENERAL', errorDetails: 'No.', metadata: {} };

/** What is wrong with an answer, or nothing. */
const judged = (status: number, body: object, more: Record<string, string> = {}) => {
  const headers = new Headers({ 'Content-Type': 'application/json; charset=utf-8', ...more });
  const answer = { url: URL_OF_ONE, method: 'POST', status, headers, text: JSON.stringify(body) };
  return () => assertOfrep(answer);
};

describe('the judge of OFREP answers', () => {
  it.each([true, false, '', 'x', 0, 2 ** 53 - 1, 0.5, {}, undefined])(
    'takes the value %j',
    (value) => expect(judged(200, { ...one, value })).not.toThrow(),
  );

  it.each([null, [], [1]])('refuses the value %j', (value) => {
    expect(judged(200, { ...one, value })).toThrow('evaluationSuccess');
  });

  it.each<[string, number, object]>([
    ['no metadata', 200, { key: 'a', reason: 'STATIC', variant: 'on', value: true }],
    ['no reason', 200, { key: 'a', variant: 'on', metadata: {}, value: true }],
    ['another key', 200, { ...one, key: 'b', value: true }],
    ['metadata that are no scalars', 200, { ...one, value: true, metadata: { a: null } }],
    ['an error code of its own', 400, { ...refused, errorCode: 'NOPE' }],
    ['a refusal without details', 401, { key: 'a', errorCode: 'GENERAL', metadata: {} }],
    ['a refusal without the key', 403, { ...refused, key: undefined }],
    ['429 without Retry-After', 429, refused],
    ['a flag that is missing for another reason', 404, refused],
  ])('refuses %s', (_, status, body) => expect(judged(status, body)).toThrow('not OFREP'));

  it('takes refusals that are as they should be', () => {
    expect(judged(401, refused)).not.toThrow();
    expect(judged(429, refused, { 'Retry-After': '1' })).not.toThrow();
    expect(judged(429, refused, { 'Retry-After': '0' })).toThrow('Retry-After');
    expect(judged(200, { ...one, value: 1 }, { 'Content-Type': 'text/html' })).toThrow('content');
  });

  it('takes a bulk answer with a flag that failed, and no stream without an address', () => {
    const failed = { ...refused, errorCode: 'FLAG_NOT_FOUND' };
    expect(offencesAgainst('bulkEvaluationSuccess', { flags: [one, failed] })).toEqual([]);
    const eventStreams = [{ type: 'sse' }];
    expect(offencesAgainst('bulkEvaluationSuccess', { flags: [], eventStreams })).not.toEqual([]);
  });
});
