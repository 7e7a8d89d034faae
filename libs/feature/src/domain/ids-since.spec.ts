import { idsSince, type SegmentTouch } from './ids-since';

const NOTHING = { added: [], removed: [] };
const touch = (added: string[], removed: string[] = [], anew = false): SegmentTouch => ({
  anew,
  ids: { include: { added, removed }, exclude: NOTHING },
});
const included = (...touches: SegmentTouch[]) => {
  const { anew, ids } = idsSince(touches);
  return { anew, ...ids?.include };
};

describe('the ids of a segment over several revisions', () => {
  it('are added up', () => {
    expect(included(touch(['a']), touch(['b'], ['c']))).toEqual({
      anew: false,
      added: ['a', 'b'],
      removed: ['c'],
    });
  });

  it('do not tell of an id that joined and left again, or left and came back', () => {
    expect(included(touch(['a']), touch([], ['a']))).toEqual({ anew: false, ...NOTHING });
    expect(included(touch([], ['a']), touch(['a']))).toEqual({ anew: false, ...NOTHING });
  });

  it('begin anew with a segment that was deleted and made again', () => {
    expect(included(touch(['a'], ['z']), touch([], ['a']), touch(['b'], [], true))).toEqual({
      anew: true,
      added: ['b'],
      removed: [],
    });
  });

  it('cannot be told after so many joined at once that they were not written down', () => {
    const many: SegmentTouch = { anew: false, ids: null };
    expect(idsSince([touch(['a']), many, touch(['b'])])).toEqual({ anew: true, ids: undefined });
    expect(included(many, touch(['b'], [], true))).toMatchObject({ anew: true, added: ['b'] });
  });
});
