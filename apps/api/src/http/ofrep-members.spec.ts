import { ofrepMembers } from './ofrep-members';

const FLAGS = '/ofrep/v1/evaluate/flags';

describe('what OFREP’s providers expect in a refusal of the framework', () => {
  it.each([
    [`${FLAGS}/my-flag`, 'my-flag'],
    [`${FLAGS}/a%20b`, 'a b'],
    [`${FLAGS}/%E0%A4%A`, '%E0%A4%A'],
  ])('names the flag that %s asks for', (path, key) => {
    expect(ofrepMembers(path, 'server.error', 'Something went wrong.')).toEqual({
      key,
      errorCode: 'GENERAL',
      errorDetails: 'Something went wrong.',
      metadata: {},
    });
  });

  it('names none where all are asked for', () => {
    expect(ofrepMembers(FLAGS, 'server.error', 'x')).not.toHaveProperty('key');
  });

  it.each([
    ['auth.unauthenticated', 'GENERAL'],
    ['rate_limit.exceeded', 'GENERAL'],
    ['server.error', 'GENERAL'],
    ['request.malformed', 'PARSE_ERROR'],
    ['request.invalid', 'INVALID_CONTEXT'],
    ['environment.not_found', 'FLAG_NOT_FOUND'],
  ])('says of %s: %s', (code, errorCode) => {
    expect(ofrepMembers(`${FLAGS}/my-flag`, code, 'x')).toMatchObject({ errorCode });
  });

  it('adds nothing elsewhere', () => {
    expect(ofrepMembers('/features/my-flag', 'server.error', 'x')).toBeUndefined();
  });
});
