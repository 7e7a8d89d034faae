import { changedFlags } from './changed-flags';

describe('changed flags', () => {
  it('are those that are new, gone or answered otherwise', () => {
    const before = { same: { value: { a: 1 } }, other: { value: false }, gone: { value: 1 } };
    const after = { same: { value: { a: 1 } }, other: { value: true }, new: { value: 1 } };
    expect(changedFlags(before, after).sort()).toEqual(['gone', 'new', 'other']);
  });
});
