import { type BulkInputs, bulkEtag, matches } from './bulk-etag';
import { EVERY_FLAG, parseSelection } from './flag-selection';

const loaded = { ref: { environmentId: 'e' }, epoch: 'x', revision: 4 } as BulkInputs['loaded'];
const base: BulkInputs = {
  loaded,
  audience: 'server',
  signer: 'k1',
  selection: EVERY_FLAG.text,
  body: '{"context":{"targetingKey":"alice"}}',
  nextChangeAt: Number.POSITIVE_INFINITY,
  tokenEpoch: 7,
};

describe('the validator of a bulk answer', () => {
  it('is the same for the same question', () => {
    expect(bulkEtag({ ...base })).toBe(bulkEtag(base));
    expect(bulkEtag(base)).toMatch(/^"[\w-]+"$/);
  });

  it.each<[string, Partial<BulkInputs>]>([
    ['the revision', { loaded: { ...loaded, revision: 5 } as BulkInputs['loaded'] }],
    ['the epoch', { loaded: { ...loaded, epoch: 'y' } as BulkInputs['loaded'] }],
    [
      'the environment',
      { loaded: { ...loaded, ref: { environmentId: 'f' } } as BulkInputs['loaded'] },
    ],
    ['any attribute', { body: '{"context":{"targetingKey":"alice","plan":"pro"}}' }],
    ['who asks', { audience: 'client' }],
    ['the secret that signs the stream token', { signer: 'k2' }],
    ['the flags asked for', { selection: parseSelection(new URLSearchParams('keys=a')).text }],
    ['the next scheduled change', { nextChangeAt: 1_800_000_000_000 }],
    ['the stream token', { tokenEpoch: 8 }],
  ])('is another one when %s changes', (_, change) => {
    expect(bulkEtag({ ...base, ...change })).not.toBe(bulkEtag(base));
  });

  it('does not depend on the order in which keys are asked for', () => {
    const [one, two] = ['keys=a,b&tags=x', 'tags=x&keys=b,a'].map((query) =>
      parseSelection(new URLSearchParams(query)),
    );
    expect(one?.text).toBe(two?.text);
  });

  it.each(['"a"', 'W/"a"', '"b", "a"', '"b",W/"a"', '*'])(
    'is matched by If-None-Match: %s',
    (header) => {
      expect(matches(header, '"a"')).toBe(true);
    },
  );

  it.each([undefined, '', '"b"', 'a', '"ab"'])('is not matched by If-None-Match: %s', (header) => {
    expect(matches(header, '"a"')).toBe(false);
  });
});
