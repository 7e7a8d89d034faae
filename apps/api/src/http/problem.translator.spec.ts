import { NotFoundException } from '@nestjs/common';
import { InvalidRequest, RateLimited, Unauthenticated } from '@app/kernel';
import { QueryFailedError } from 'typeorm';
import { translate } from './problem.translator';

describe('the translation of errors into problems', () => {
  it('says which fields are wrong and what would be right', () => {
    const problem = translate(new InvalidRequest([{ pointer: '#/key', detail: 'Too long.' }]));
    expect(problem).toMatchObject({
      code: 'request.invalid',
      status: 422,
      members: { errors: [{ pointer: '#/key', detail: 'Too long.' }] },
      unexpected: false,
    });
  });

  it('asks for credentials where there were none', () => {
    expect(translate(new Unauthenticated()).headers).toEqual({
      'WWW-Authenticate': 'Bearer realm="toggle"',
    });
  });

  it('gives whole seconds, at least one, in Retry-After', () => {
    expect(translate(new RateLimited(0.2)).headers).toEqual({ 'Retry-After': '1' });
    expect(translate(new RateLimited(2.1)).headers).toEqual({ 'Retry-After': '3' });
  });

  it.each([
    [new NotFoundException(), 404, 'route.not_found'],
    [Object.assign(new Error('x'), { statusCode: 413 }), 413, 'request.too_large'],
    [Object.assign(new Error('x'), { statusCode: 415 }), 415, 'request.unsupported_media_type'],
    [Object.assign(new Error('x'), { statusCode: 400 }), 400, 'request.malformed'],
  ] as const)('knows what the web framework throws: %#', (error, status, code) => {
    expect(translate(error)).toMatchObject({ status, code, unexpected: false });
  });

  it('answers 503 when the database cannot be reached', () => {
    const driver = Object.assign(new Error('no'), { code: '57P01' });
    expect(translate(new QueryFailedError('SELECT 1', [], driver))).toMatchObject({
      status: 503,
      headers: { 'Retry-After': '5' },
    });
    expect(translate(Object.assign(new Error('no'), { code: 'ECONNREFUSED' })).status).toBe(503);
  });

  it('keeps SQL and messages of unexpected errors to itself', () => {
    const driver = Object.assign(new Error('secret detail'), { code: '42601' });
    const problem = translate(new QueryFailedError('SELECT secret', [], driver));
    expect(problem).toMatchObject({ status: 500, code: 'server.error', unexpected: true });
    expect(JSON.stringify(problem)).not.toContain('secret');
  });
});
