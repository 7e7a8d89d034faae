import { changesBetween, fieldsBetween, type FlagDecisions } from './changes-between';

const flag: FlagDecisions = {
  enabled: true,
  tags: ['web'],
  strategy: { type: 'percentage', percentage: 20 },
};

describe('the difference between two states of a flag', () => {
  it('is none between a flag and itself, whatever the order of members', () => {
    const same: FlagDecisions = { ...flag, strategy: { percentage: 20, type: 'percentage' } };
    expect(changesBetween(flag, same)).toEqual([]);
  });

  it('does not tell an absent text from an empty one', () => {
    expect(fieldsBetween(flag, { ...flag, description: '' })).toEqual([]);
  });

  it('sees a switch that went off', () => {
    expect(changesBetween(flag, { ...flag, enabled: false })).toEqual([
      { op: 'replace', path: '/enabled', before: true, after: false },
    ]);
  });

  it('names every field that differs', () => {
    expect(fieldsBetween(flag, { ...flag, tags: [], strategy: { type: 'boolean' } })).toEqual([
      'tags',
      'strategy',
    ]);
  });
});
