import { InstallationSecrets } from './installation-secrets';

const OLD = 'the-secret-that-was-used-until-today-0001';
const NEW = 'the-secret-that-is-used-from-today-on-002';
const boxOf = (current: string, previous?: string) =>
  new InstallationSecrets(current, previous).sealedBox('tests');
const content = Buffer.from('what nobody else may read or write');

describe('a sealed box', () => {
  it('opens with the same secret and label', () => {
    const sealed = boxOf(NEW).seal(content, 'a');
    expect(boxOf(NEW).open(sealed, 'a')).toEqual({ content, outdated: false });
    expect(sealed.toString('latin1')).not.toContain('nobody');
  });

  it('opens all the same when it was sealed in slices', async () => {
    const large = Buffer.alloc(9_000_000, 'abc');
    const slices = await boxOf(NEW).sealInSlices(large, 'a');
    expect(boxOf(NEW).open(Buffer.concat(slices), 'a')?.content.equals(large)).toBe(true);
    const empty = await boxOf(NEW).sealInSlices(Buffer.of(), 'a');
    expect(boxOf(NEW).open(Buffer.concat(empty), 'a')?.content).toEqual(Buffer.of());
  });

  it('opens with the secret before, and says so', () => {
    const sealed = boxOf(OLD).seal(content, 'a');
    expect(boxOf(NEW, OLD).open(sealed, 'a')).toEqual({ content, outdated: true });
  });

  it('does not open with another secret, label or purpose', () => {
    const sealed = boxOf(NEW).seal(content, 'a');
    expect(boxOf(OLD).open(sealed, 'a')).toBeUndefined();
    expect(boxOf(NEW).open(sealed, 'b')).toBeUndefined();
    const other = new InstallationSecrets(NEW).sealedBox('something else');
    expect(other.open(sealed, 'a')).toBeUndefined();
  });

  it('does not open when a single bit was changed, or the end is missing', () => {
    const sealed = boxOf(NEW).seal(content, 'a');
    for (let index = 0; index < sealed.length; index += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(index) ^ 1, index);
      expect(boxOf(NEW).open(changed, 'a')).toBeUndefined();
      expect(boxOf(NEW).open(sealed.subarray(0, index), 'a')).toBeUndefined();
    }
  });
});
