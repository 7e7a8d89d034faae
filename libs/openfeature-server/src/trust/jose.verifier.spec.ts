import { exportJWK, FlattenedSign, generateKeyPair, type JWK } from 'jose';
import { JoseVerifier } from './jose.verifier';
import { pinnedKeys } from './published.keys';

const PAYLOAD = '{"schema":1,"name":"żółw"}';

describe('a signature', () => {
  const sign = async (payload: string, kid = 'k1') => {
    const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
    const jws = await new FlattenedSign(new TextEncoder().encode(payload))
      .setProtectedHeader({ alg: 'EdDSA', kid, b64: false, crit: ['b64'] })
      .sign(privateKey);
    const jwk: JWK = { ...(await exportJWK(publicKey)), kid, alg: 'EdDSA', use: 'sig' };
    return { signature: `${jws.protected}..${jws.signature}`, jwk };
  };
  const judge = (jwks: readonly JWK[], payload: string, signature: string | undefined) =>
    new JoseVerifier(pinnedKeys(jwks)).verify({ payload, signature });

  it('of a trusted key is trusted, also of keys given as a set', async () => {
    const { jwk, signature } = await sign(PAYLOAD);
    expect(await judge([jwk], PAYLOAD, signature)).toEqual({ kind: 'trusted' });
    const set = new JoseVerifier(pinnedKeys({ keys: [jwk] }));
    expect(await set.verify({ payload: PAYLOAD, signature })).toEqual({ kind: 'trusted' });
  });

  it.each([
    ['is of another text', `${PAYLOAD} `, (text: string) => text],
    ['was changed', PAYLOAD, (text: string) => `${text.slice(0, -4)}AAAA`],
    ['is none', PAYLOAD, () => 'a.b.c'],
    ['is empty', PAYLOAD, () => ''],
    ['claims no algorithm', PAYLOAD, (text: string) => text.replace(/^[^.]+/, headerOf('none'))],
    [
      'claims a symmetric one',
      PAYLOAD,
      (text: string) => text.replace(/^[^.]+/, headerOf('HS256')),
    ],
  ])('that %s is not trusted', async (_, payload, change) => {
    const { jwk, signature } = await sign(PAYLOAD);
    expect((await judge([jwk], payload, change(signature))).kind).toBe('untrusted');
  });

  it('that is missing, or of a key that nobody trusts, is not trusted', async () => {
    const [mine, other] = [await sign(PAYLOAD), await sign(PAYLOAD, 'k2')];
    expect((await judge([mine.jwk], PAYLOAD, undefined)).kind).toBe('untrusted');
    expect((await judge([mine.jwk], PAYLOAD, other.signature)).kind).toBe('untrusted');
  });
});

function headerOf(alg: string): string {
  const header = { alg, kid: 'k1', b64: false, crit: ['b64'] };
  return Buffer.from(JSON.stringify(header)).toString('base64url');
}
