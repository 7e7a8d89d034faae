import { variantColours } from './variant-colours';

describe('the colours of variants', () => {
  it('are those of on and off where they mean that', () => {
    const colours = variantColours(['off', 'on']);
    expect([colours.get('on'), colours.get('off')]).toEqual(['--app-green', '--app-faint']);
  });

  it('stay with a variant when another one becomes the most frequent', () => {
    const before = variantColours(['urgent', 'control', null]);
    const after = variantColours([null, 'control', 'urgent']);
    expect([...after].sort()).toEqual([...before].sort());
    expect(before.get('control')).not.toBe(before.get('urgent'));
  });

  it('begin anew when there are more variants than colours', () => {
    const many = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const colours = variantColours(many);
    expect(colours.get('g')).toBe(colours.get('a'));
    expect(new Set(colours.values()).size).toBe(6);
  });
});
