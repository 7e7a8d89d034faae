import { isSameOrigin } from './same-origin';

const PUBLIC_ORIGIN = 'https://flags.example.com';

function post(headers: Record<string, string>): boolean {
  return isSameOrigin(
    { method: 'POST', headers: { host: 'localhost:8080', ...headers } },
    PUBLIC_ORIGIN,
  );
}

describe('a request with a cookie', () => {
  it.each(['GET', 'HEAD', 'OPTIONS'])('may %s from anywhere', (method) => {
    const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
    expect(isSameOrigin({ method, headers }, undefined)).toBe(true);
  });

  it.each([
    [{ 'sec-fetch-site': 'same-origin' }],
    [{ origin: PUBLIC_ORIGIN }],
    [{ origin: 'http://localhost:8080' }],
  ])('may change something with %j', (headers) => {
    expect(post(headers)).toBe(true);
  });

  it.each([
    [{}],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ 'sec-fetch-site': 'none' }],
    [{ origin: 'null' }],
    [{ origin: 'https://evil.example' }],
    [{ origin: 'https://flags.example.com.evil.example' }],
    [{ origin: 'http://localhost:9999' }],
    [{ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
  ])('may not change anything with %j', (headers) => {
    expect(post(headers as Record<string, string>)).toBe(false);
  });
});
