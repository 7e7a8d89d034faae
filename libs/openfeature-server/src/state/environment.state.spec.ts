import { aFlag, aFlagWhen } from '../../../flag-engine/src/testing/builders';
import { aDelta, aSnapshot } from '../testing/documents';
import { EnvironmentState } from './environment.state';

describe('the state of an environment', () => {
  it('names the flags that may answer differently: changed, new, gone, and those that stand on them', () => {
    const state = new EnvironmentState();
    const segments = [{ key: 's', include: ['alice'] }];
    const flags = [
      aFlag({ key: 'gone' }),
      aFlag({ key: 'same' }),
      aFlagWhen({ segment: 's' }, { key: 'by-segment' }),
      aFlagWhen({ flag: 'by-segment' }, { key: 'by-flag' }),
    ];
    state.take(aSnapshot({ flags, segments }));
    const ids = { add: ['bob'], remove: [] };
    const taking = state.take(
      aDelta({
        flags: [aFlag({ key: 'new' })],
        deletedFlags: ['gone'],
        segments: [{ key: 's', anew: false, include: ids, exclude: { add: [], remove: [] } }],
      }),
    );
    expect(taking).toEqual({
      kind: 'applied',
      flags: expect.arrayContaining(['new', 'gone', 'by-segment', 'by-flag']),
    });
    expect(taking).not.toMatchObject({ flags: expect.arrayContaining(['same']) });
  });

  it.each([
    ['a delta before any snapshot', aDelta(), 'gap'],
    ['another schema', aSnapshot({ schema: 2 as never }), 'refused'],
    ['another tenant than is expected', aSnapshot({ tenant: 'yak' }), 'refused'],
  ])('does not take %s', (_, document, kind) => {
    expect(new EnvironmentState({ tenant: 'zebra' }).take(document).kind).toBe(kind);
  });
});
