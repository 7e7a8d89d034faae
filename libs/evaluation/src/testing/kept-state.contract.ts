import type { KeptState } from '../kept/kept-state';
import { ZEBRA_DEV_REF } from './a-served-environment';
import { aSecret, anApiKey } from './api-key.builders';

const AT = new Date('2026-11-25T09:30:00.123Z');
const OTHER_ID = '0199a3c2-7a51-7c3e-b0a5-000000000009';
const snapshotAt = (revision: number) => ({
  schema: 1,
  tenant: 'zebra',
  environment: 'dev',
  epoch: 'e1',
  revision,
  flags: [],
  segments: [],
});
const environmentAt = (revision: number, ref = ZEBRA_DEV_REF) => ({
  ref,
  bytes: Buffer.from(JSON.stringify(snapshotAt(revision))),
});

/** What everything keeps to that keeps state for a start without stores. `open` gives an empty one. */
export function keptStateContract(open: () => Promise<KeptState>): void {
  let kept: KeptState;

  beforeEach(async () => {
    kept = await open();
  });

  it('has nothing at first', async () => {
    expect(await kept.findKeys()).toBeUndefined();
    expect(await kept.findSigningKeys()).toBeUndefined();
    expect(await kept.findConfirmedAt()).toBeUndefined();
    expect(await kept.findEnvironment(ZEBRA_DEV_REF)).toBeUndefined();
    expect(await kept.listEnvironments()).toEqual([]);
    await kept.removeEnvironment(ZEBRA_DEV_REF.environmentId);
  });

  it('gives back API keys as they were, ends included', async () => {
    const { kept: secret } = aSecret();
    const brief = { ...secret, expiresAt: new Date('2026-12-01T00:00:00.000Z') };
    const records = [
      { key: anApiKey({ expiresAt: AT }), secrets: [secret, brief], changedAt: AT },
      { key: anApiKey({ environment: undefined, scope: 'manage' }), secrets: [], changedAt: AT },
    ];
    await kept.saveKeys(records);
    const found = await kept.findKeys();
    expect(found).toHaveLength(2);
    expect(found?.[0]).toMatchObject(records[0] ?? {});
    expect(found?.[1]?.key.scope).toBe('manage');
    expect(found?.[1]?.key.environment).toBeUndefined();
  });

  it('gives back signing keys and the moment of the last confirmation', async () => {
    const key = {
      id: 'k',
      x: 'public',
      sealed: Buffer.from([0, 255]),
      createdAt: AT,
      signsFrom: AT,
    };
    await kept.saveSigningKeys([key]);
    await kept.saveConfirmedAt(AT.getTime());
    expect(await kept.findSigningKeys()).toEqual([key]);
    expect(await kept.findConfirmedAt()).toBe(AT.getTime());
  });

  it('has the newest of an environment, of its own tenant only, until it is removed', async () => {
    await kept.saveEnvironment(environmentAt(1));
    await kept.saveEnvironment(environmentAt(2));
    expect(await kept.findEnvironment(ZEBRA_DEV_REF)).toEqual(snapshotAt(2));
    expect(await kept.findEnvironment({ ...ZEBRA_DEV_REF, tenantId: OTHER_ID })).toBeUndefined();
    expect(await kept.listEnvironments()).toEqual([ZEBRA_DEV_REF.environmentId]);
    await kept.removeEnvironment(ZEBRA_DEV_REF.environmentId);
    expect(await kept.findEnvironment(ZEBRA_DEV_REF)).toBeUndefined();
  });
}
