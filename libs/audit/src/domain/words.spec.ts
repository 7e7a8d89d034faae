import fc from 'fast-check';
import { wordsOf } from './words';

describe('the words of a text', () => {
  // Stored with every event: a change here needs every event's words to be made anew.
  it.each<[string, string[]]>([
    ['', []],
    ['  \n\t—!?', []],
    ['checkout-v2.new_ui', ['checkout', 'v2', 'new', 'ui']],
    ['/strategy/rules/r1/serve', ['strategy', 'rules', 'r1', 'serve']],
    ['Twice, twice', ['twice', 'twice']],
    ['O’Neill', ['o', 'neill']],
    ['Straße STRAẞE', ['strasse', 'strasse']],
    ['ΟΔΟΣ οδός', ['οδοσ', 'οδοσ']],
    ['Crème cre\u0300me', ['creme', 'creme']],
    ['İstanbul', ['istanbul']],
    ['ﬁne ① Ⅷ', ['fine', '1', 'viii']],
    ['新しいUI', ['新', 'し', 'い', 'ui']],
    ['⺀新⼀', ['新', '一']],
    ['한국어 검색', ['한국어', '검색']],
    ['ฟีเจอร์', ['ฟีเจอร์']],
    ['🦓zebra🦓', ['zebra']],
  ])('%j', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  it('are at most 64 characters long, and no character is cut in half', () => {
    const [word] = wordsOf('\u{1E900}'.repeat(100));
    expect(Array.from(word ?? '')).toHaveLength(64);
    expect(word?.isWellFormed()).toBe(true);
  });

  it('hold nothing that would need escaping in a query, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const word of wordsOf(text)) expect(word).toMatch(/^[\p{L}\p{M}\p{N}]+$/u);
      }),
    );
  });

  it('are the same for plain text as for the same text among letters of any script', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
        expect(wordsOf(`${text} Ω`)).toEqual([...wordsOf(text), 'ω']);
      }),
    );
  });

  it('are cut again to themselves', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const word of wordsOf(text)) expect(wordsOf(word)).toEqual([word]);
      }),
    );
  });
});
