import * as zlib from 'node:zlib';
import { createLocalJWKSet, flattenedVerify } from 'jose';
import { type AKeyring, aKeyring } from '../../testing/a-keyring';
import { ManualClock } from '../../testing/manual.clock';
import { PUBLISHED_BEFORE_MS } from '../../signing/key-schedule';
import { ServedDocument } from './served-document';

const BYTES = Buffer.from(
  JSON.stringify({ flags: Array.from({ length: 300 }, (_, i) => `f${i}`) }),
);

describe('a document that is served', () => {
  let clock: ManualClock;
  let signing: AKeyring;
  let document: ServedDocument;

  beforeEach(async () => {
    clock = new ManualClock();
    signing = aKeyring(clock);
    await signing.keyring.reload();
    document = new ServedDocument({ epoch: 'e1', revision: 3 }, BYTES, signing.keyring);
  });

  it('is there at once when it has been asked for in the same encoding', async () => {
    expect(document.find('gzip')).toBeUndefined();
    const made = await document.get('gzip');
    expect(document.find('gzip')).toBe(made);
    expect(document.find('br')).toBeUndefined();
    expect(zlib.gunzipSync(made.body)).toEqual(BYTES);
  });

  it('is compressed and signed once for all who ask meanwhile', async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => document.get('br')));
    expect(new Set(made.map(({ body }) => body)).size).toBe(1);
    expect(zlib.brotliDecompressSync(made[0]?.body ?? Buffer.of())).toEqual(BYTES);
  });

  it('says how to check it and to keep it', async () => {
    const { headers } = await document.get('identity');
    expect(headers).toMatchObject({
      ETag: 'W/"e1:3"',
      'Cache-Control': 'private, no-cache',
      Vary: 'Accept-Encoding',
      'Content-Length': `${BYTES.length}`,
    });
    expect(headers).not.toHaveProperty('Content-Encoding');
  });

  it('is signed anew, and not compressed anew, when another key signs', async () => {
    const before = await document.get('gzip');
    await signing.keys.rotate();
    await signing.keyring.reload();
    clock.advance(PUBLISHED_BEFORE_MS);
    expect(document.find('gzip')).toBeUndefined();
    const after = await document.get('gzip');
    expect(after.keyId).not.toBe(before.keyId);
    expect(after.body).toBe(before.body);
    const [header = '', , signature = ''] = (after.headers['Toggle-Signature'] ?? '').split('.');
    const keys = signing.keyring.publicKeys().map((key) => ({ ...key }));
    const verified = await flattenedVerify(
      { protected: header, payload: BYTES, signature },
      createLocalJWKSet({ keys }),
    );
    expect(verified.protectedHeader?.kid).toBe(after.keyId);
  });
});
