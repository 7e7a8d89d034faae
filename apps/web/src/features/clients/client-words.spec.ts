import { runsWords, spreadWords } from './client-words';

const ASKED = { epoch: 'e1', revision: 42 };

describe('the words for clients', () => {
  it.each([
    [{ epoch: 'e1', revision: 42 }, 'revision 42'],
    [{ epoch: 'e1', revision: 43 }, 'revision 43'],
    [{ epoch: 'e1', revision: 40 }, 'revision 40, 2 behind'],
    [{ epoch: 'e0', revision: 99 }, 'revision 99 of before a restore'],
    [{ epoch: null, revision: null }, 'tells no revision'],
    [{ epoch: 'e1', revision: 0 }, 'revision 0, 42 behind'],
  ])('say what one runs: %j is "%s"', (client, words) => {
    expect(runsWords(client, ASKED)).toBe(words);
  });

  it.each([
    [0, 3, '0 of 3 clients run revision 7'],
    [1, 3, '1 of 3 clients runs revision 7'],
    [0, 1, '0 of 1 client run revision 7'],
    [1, 1, 'The one client runs revision 7'],
    [1200, 1200, 'All 1,200 clients run revision 7'],
  ])('say how far it got: %d of %d', (current, total, words) => {
    expect(spreadWords({ current, total, revision: 7 })).toBe(words);
  });
});
