import { errorFields } from './error-fields';

describe('what is logged of an error', () => {
  it('is its type, message, stack, code and cause', () => {
    const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    expect(errorFields(new TypeError('no store', { cause }))).toMatchObject({
      type: 'TypeError',
      message: 'no store',
      stack: expect.stringContaining('no store'),
      cause: { message: 'refused', code: 'ECONNREFUSED' },
    });
  });

  it('is nothing else, such as the parameters of a query', () => {
    const error = Object.assign(new Error('query failed'), { parameters: ['s3cret'] });
    expect(JSON.stringify(errorFields(error))).not.toContain('s3cret');
  });

  it('is the thing itself when something else was thrown', () => {
    expect(errorFields('oops')).toEqual({ type: 'string', message: 'oops' });
  });

  it('ends in a chain of causes that bites its tail', () => {
    const error = new Error('tail');
    error.cause = error;
    expect(() => JSON.stringify(errorFields(error))).not.toThrow();
  });
});
