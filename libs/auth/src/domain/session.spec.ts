import { sessionOf } from './session';

const CLAIMS = {
  sub: 'u-1',
  tid: 't-1',
  tenant: 'zebra',
  name: 'Ann',
  role: 'editor',
  cv: 2,
  jti: 'j-1',
  exp: 1_800_000_000,
};

describe('the session of a token', () => {
  it('is the person, the tenant and what the role may do', () => {
    const session = sessionOf(CLAIMS);
    expect(session).toMatchObject({
      userId: 'u-1',
      tokenId: 'j-1',
      credentialVersion: 2,
      expiresAt: 1_800_000_000_000,
      principal: {
        tenantId: 't-1',
        tenant: 'zebra',
        actor: { type: 'user', id: 'u-1', name: 'Ann' },
        session: { tokenId: 'j-1', expiresAt: 1_800_000_000 },
      },
    });
    expect(session?.principal.scopes.has('flags:write')).toBe(true);
    expect(session?.principal.scopes.has('keys:write')).toBe(false);
  });

  it.each(Object.keys(CLAIMS))('is none without the claim %s', (claim) => {
    expect(sessionOf({ ...CLAIMS, [claim]: undefined })).toBeUndefined();
  });

  it.each([null, 'text', { ...CLAIMS, role: 'root' }, { ...CLAIMS, cv: '2' }])(
    'is none of %j',
    (payload) => {
      expect(sessionOf(payload)).toBeUndefined();
    },
  );
});
