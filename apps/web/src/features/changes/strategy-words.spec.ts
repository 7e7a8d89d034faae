import { strategyWords } from './strategy-words';

describe('a strategy in words', () => {
  it.each([
    [{ type: 'boolean' }, 'Everyone'],
    [{ type: 'percentage', percentage: 30 }, '30 % of users'],
    [{ type: 'percentage', percentage: 0 }, '0 % of users'],
    [{ type: 'percentage', percentage: 0.001 }, '0.001 % of users'],
    [{ type: 'targeting' }, 'Nobody yet: no users are allowed'],
    [{ type: 'targeting', allow: ['u1'] }, '1 user allowed'],
    [{ type: 'targeting', allow: ['u1', 'u2'], deny: ['u3'] }, '2 users allowed, 1 denied'],
    [{ type: 'rules', rules: [{}, {}] }, 'Decided by 2 rules'],
    [{ type: 'rules', fallthrough: { split: [{}, {}, {}] } }, 'Split between 3 variants'],
    [{ type: 'rules', prerequisites: { flag: 'a' } }, 'Decided by other flags'],
    [{ type: 'something-new' }, 'A strategy of its own'],
  ])('%j is "%s"', (strategy, words) => {
    expect(strategyWords(strategy)).toBe(words);
  });
});
