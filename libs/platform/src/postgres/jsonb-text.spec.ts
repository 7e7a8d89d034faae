import { jsonbText } from './jsonb-text';

describe('JSON for jsonb', () => {
  it.each([
    ['a plain value', { a: 'é 🎉 \n "quoted"' }],
    ['a backslash before u0000', { a: '\\u0000', b: '\\\\u0000' }],
    ['control characters', { a: '\u0001\u001f' }],
  ])('keeps %s as it is', (_, value) => {
    expect(JSON.parse(jsonbText(value))).toEqual(value);
  });

  it.each([
    ['U+0000', 'a\u0000b', 'a\ufffdb'],
    ['U+0000 after a backslash', 'a\\\u0000', 'a\\\ufffd'],
    ['several in a row', '\u0000\u0000', '\ufffd\ufffd'],
    ['the first half of a pair alone', '\ud83c!', '\ufffd!'],
    ['the second half of a pair alone', '!\udf89', '!\ufffd'],
  ])('replaces %s', (_, value, stored) => {
    expect(JSON.parse(jsonbText({ value }))).toEqual({ value: stored });
  });
});
