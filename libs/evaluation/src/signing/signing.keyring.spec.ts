import { createLocalJWKSet, flattenedVerify } from 'jose';
import { Logger } from '@nestjs/common';
import { InstallationSecrets } from '@app/platform/secrets';
import { type AKeyring, aKeyring, anInMemoryUnitOfWork } from '../testing/a-keyring';
import { InMemorySigningKeyRepository } from '../testing/in-memory-signing-key.repository';
import { ManualClock } from '../testing/manual.clock';
import { JWKS_MAX_AGE_S, PUBLISHED_AFTER_MS, PUBLISHED_BEFORE_MS } from './key-schedule';

const OLD = 'the-secret-that-was-used-until-today-0001';
const NEW = 'the-secret-that-is-used-from-today-on-002';
const TENANT = { id: '0199a3c2-7a51-7c3e-b0a5-8f1d2c3b4a59', slug: 'zebra' };

describe('the signing keys of a deployment', () => {
  let clock: ManualClock;
  let first: AKeyring;
  const unitOfWork = anInMemoryUnitOfWork();
  const published = ({ keyring }: AKeyring) => keyring.publicKeys().map(({ kid }) => kid);
  const secretsOf = (current: string, previous?: string) => ({
    secrets: new InstallationSecrets(current, previous),
    repository: first.repository,
    unitOfWork,
  });

  beforeEach(async () => {
    Logger.overrideLogger(false);
    clock = new ManualClock();
    const repository = new InMemorySigningKeyRepository([TENANT]);
    first = aKeyring(clock, { repository, secrets: new InstallationSecrets(OLD), unitOfWork });
    await first.keyring.reload();
  });

  it('sign what the published keys verify, and nothing else', async () => {
    const signature = await (await first.keyring.current()).sign(Buffer.from('{"a":1}'));
    const [header = '', , signed = ''] = signature.split('.');
    const set = createLocalJWKSet({ keys: first.keyring.publicKeys().map((key) => ({ ...key })) });
    const verify = (payload: string) =>
      flattenedVerify({ protected: header, payload, signature: signed }, set);
    expect((await verify('{"a":1}')).protectedHeader).toMatchObject({ alg: 'EdDSA', b64: false });
    await expect(verify('{"a":2}')).rejects.toThrow('signature verification failed');
  });

  it('are the same for processes that start together, made once', async () => {
    const repository = new InMemorySigningKeyRepository([TENANT]);
    const together = { repository, unitOfWork: anInMemoryUnitOfWork() };
    const rings = [1, 2, 3, 4].map(() => aKeyring(clock, together));
    await Promise.all(rings.map(({ keyring }) => keyring.reload()));
    const ids = rings.map(({ keyring }) => keyring.find()?.id);
    expect(new Set(ids).size).toBe(1);
    expect(await repository.list()).toHaveLength(1);
    expect(together.unitOfWork.log.map(({ action }) => action)).toEqual(['signing_key.created']);
  });

  it('publish the next key long enough before it signs, and the former one long enough after', async () => {
    const before = (await first.keyring.current()).id;
    const next = await first.keys.rotate();
    await first.keyring.reload();
    expect(published(first)).toEqual([next.id, before]);
    expect(PUBLISHED_BEFORE_MS).toBeGreaterThan(JWKS_MAX_AGE_S * 1000);
    clock.advance(PUBLISHED_BEFORE_MS - 1);
    expect((await first.keyring.current()).id).toBe(before);
    clock.advance(1);
    expect(first.keyring.find()).toBeUndefined();
    expect((await first.keyring.current()).id).toBe(next.id);
    clock.advance(PUBLISHED_AFTER_MS - 1);
    expect(published(first)).toEqual([next.id, before]);
    clock.advance(1);
    expect(published(first)).toEqual([next.id]);
  });

  it('go on signing without the record, the next one in its turn', async () => {
    const next = await first.keys.rotate();
    await first.keyring.reload();
    first.repository.lost = true;
    clock.advance(PUBLISHED_BEFORE_MS);
    expect((await first.keyring.current()).id).toBe(next.id);
  });

  it('stay when the secret is replaced by another that knows the one before', async () => {
    const id = first.keyring.find()?.id;
    const second = aKeyring(clock, secretsOf(NEW, OLD));
    await second.keyring.reload();
    expect(second.keyring.find()?.id).toBe(id);
    const third = aKeyring(clock, secretsOf(NEW));
    await third.keyring.reload();
    expect(third.keyring.find()?.id).toBe(id);
  });

  it('are replaced at once when nobody can read them, the old one still published', async () => {
    const id = first.keyring.find()?.id;
    clock.advance(1);
    const second = aKeyring(clock, secretsOf(NEW));
    await second.keyring.reload();
    const replaced = second.keyring.find()?.id;
    expect(replaced).not.toBe(id);
    expect(published(second)).toEqual([replaced, id]);
    expect(unitOfWork.log.at(-1)).toMatchObject({
      action: 'signing_key.created',
      tenant: TENANT,
      key: replaced,
      after: { occasion: 'unreadable' },
    });
  });

  it('cannot be had where there is no record and none were kept', async () => {
    const lost = new InMemorySigningKeyRepository();
    lost.lost = true;
    const { keyring } = aKeyring(clock, { repository: lost });
    await keyring.reload();
    await expect(keyring.current()).rejects.toThrow('cannot be reached');
    await keyring.take(first.keyring.known);
    expect(keyring.find()).toBeUndefined();
  });
});
