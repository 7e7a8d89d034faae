import type { FlagDecisions } from '../../changes/changes-between';
import { mergeEdits } from './merge-edits';

const base: FlagDecisions = {
  name: 'Checkout',
  enabled: true,
  tags: ['web'],
  strategy: { type: 'percentage', percentage: 20 },
};

describe('two edits of one flag', () => {
  it('keep what each changed when they touched different fields', () => {
    const mine = { ...base, name: 'Checkout redesign' };
    const theirs = { ...base, tags: ['web', 'mobile'] };
    expect(mergeEdits(base, mine, theirs)).toEqual({
      merged: { ...base, name: 'Checkout redesign', tags: ['web', 'mobile'] },
      contested: [],
    });
  });

  it('name the field that both changed, and keep mine there', () => {
    const mine: FlagDecisions = { ...base, strategy: { type: 'percentage', percentage: 30 } };
    const theirs: FlagDecisions = { ...base, strategy: { type: 'boolean' }, enabled: false };
    expect(mergeEdits(base, mine, theirs)).toEqual({
      merged: { ...base, enabled: false, strategy: { type: 'percentage', percentage: 30 } },
      contested: ['strategy'],
    });
  });

  it('contest nothing when both wanted the same', () => {
    const same = { ...base, name: 'New' };
    expect(mergeEdits(base, same, same).contested).toEqual([]);
  });
});
