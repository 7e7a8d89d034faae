import { parseIds } from './parse-ids';

describe('a pasted list of ids', () => {
  it.each([
    ['one per line', 'u1\nu2\r\nu3'],
    ['separated by commas', 'u1, u2,u3'],
    ['separated by semicolons', 'u1; u2; u3;'],
    ['as a row of a spreadsheet', 'u1\tu2\tu3'],
    ['with empty lines', '\n\nu1\n\n u2 \n,u3'],
  ])('is read %s', (_how, text) => {
    expect(parseIds(text).ids).toEqual(['u1', 'u2', 'u3']);
  });

  it('counts what is there twice and keeps it once', () => {
    expect(parseIds('u1\nu2\nu1\nu1')).toEqual({ ids: ['u1', 'u2'], duplicates: 2 });
  });

  it('keeps blanks within an id and the case of its letters', () => {
    expect(parseIds('Ann Lee\nann lee').ids).toEqual(['Ann Lee', 'ann lee']);
  });

  it('is empty when nothing was pasted', () => {
    expect(parseIds('  \n ').ids).toEqual([]);
  });
});
