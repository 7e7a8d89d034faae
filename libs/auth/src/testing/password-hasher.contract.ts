import type { PasswordHasher } from '../application/password.hasher';

/** What every hasher keeps to. */
export function passwordHasherContract(open: () => PasswordHasher): void {
  it('recognises the password that a hash was made of, and no other', async () => {
    const hasher = open();
    const hash = await hasher.hash('zebra-demo-password');
    expect(await hasher.verify(hash, 'zebra-demo-password')).toBe(true);
    expect(await hasher.verify(hash, 'Zebra-demo-password')).toBe(false);
  });

  it('takes the same characters typed on another keyboard for the same', async () => {
    const hasher = open();
    const hash = await hasher.hash('caf\u00e9 au lait');
    expect(await hasher.verify(hash, 'cafe\u0301 au lait')).toBe(true);
  });

  it('finds no password right where there is no hash', async () => {
    const hasher = open();
    expect(await hasher.verify(undefined, '')).toBe(false);
    expect(await hasher.verify(undefined, 'zebra-demo-password')).toBe(false);
  });
}
