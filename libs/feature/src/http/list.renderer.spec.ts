import type { EvaluationResult } from '@app/flag-engine';
import type { ListAnswer, ListedFlag } from '../application/flag.queries';
import { aFlag } from '../testing/feature.builders';
import { FlagResponse } from './dto/flag.response';
import { ListRenderer } from './list.renderer';

const PLACE = { tenant: 'zebra', env: 'dev' };

function anAnswer(items: readonly ListedFlag[], renderingId?: string) {
  const page = jest.fn(() => ({ items, page: 2, pageSize: 20, total: 21 }));
  const answer: ListAnswer = {
    cache: 'HIT',
    etag: 'W/"1"',
    page,
    ...(renderingId !== undefined && { renderingId }),
  };
  return { answer, page };
}

describe('the bytes of a list', () => {
  const flags = [aFlag('a', { name: 'Ä "quoted" 🎉' }), aFlag('b', { metadata: { owner: 'x' } })];
  const [a, b] = flags.map((flag) => FlagResponse.of(flag, PLACE));
  const read = (bytes: Buffer): unknown => JSON.parse(bytes.toString());

  it('are the page as JSON', () => {
    const { answer } = anAnswer(flags.map((flag) => ({ flag })));
    expect(read(new ListRenderer().render(answer, PLACE))).toEqual({
      items: [a, b],
      page: 2,
      pageSize: 20,
      total: 21,
    });
    expect(read(new ListRenderer().render(anAnswer([]).answer, PLACE))).toMatchObject({
      items: [],
    });
  });

  it('are made once for as long as the answer stays the same', () => {
    const renderer = new ListRenderer();
    const [first, second] = [anAnswer([], 'x'), anAnswer([], 'x')];
    expect(renderer.render(second.answer, PLACE)).toBe(
      // The same bytes, not only equal ones.
      renderer.render(first.answer, PLACE),
    );
    expect(first.page.mock.calls.length + second.page.mock.calls.length).toBe(1);
  });

  it.each<[string, EvaluationResult, object]>([
    [
      'a variant',
      { value: false, variant: 'off', reason: 'SPLIT', flagMetadata: { version: 1 } },
      { value: false, variant: 'off', reason: 'SPLIT' },
    ],
    ['no opinion', { reason: 'DISABLED', flagMetadata: { version: 1 } }, { reason: 'DISABLED' }],
    [
      'an error',
      {
        reason: 'ERROR',
        errorCode: 'TARGETING_KEY_MISSING',
        errorMessage: 'no "userId"',
        flagMetadata: { version: 1 },
      },
      { reason: 'ERROR', errorCode: 'TARGETING_KEY_MISSING', errorMessage: 'no "userId"' },
    ],
  ])('carry %s beside a flag that was rendered before', (_, evaluation, shown) => {
    const renderer = new ListRenderer();
    const flag = flags[0]!;
    renderer.render(anAnswer([{ flag }]).answer, PLACE);
    const bytes = renderer.render(anAnswer([{ flag, evaluation }]).answer, PLACE);
    expect(read(bytes)).toMatchObject({ items: [{ ...a, evaluation: shown }] });
    expect(read(renderer.render(anAnswer([{ flag }]).answer, PLACE))).toMatchObject({ items: [a] });
  });
});
