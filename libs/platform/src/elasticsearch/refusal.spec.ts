import { refusalOf } from './refusal';

describe('the answer to one document of a bulk request', () => {
  it.each([
    [201, undefined, 'done'],
    [200, undefined, 'done'],
    [409, 'version_conflict_engine_exception', 'done'],
    [429, 'es_rejected_execution_exception', 'retry'],
    [503, 'unavailable_shards_exception', 'retry'],
    [500, 'exception', 'retry'],
    [403, 'cluster_block_exception', 'retry'],
    [404, 'index_not_found_exception', 'retry'],
    [400, 'validation_exception', 'retry'],
    [400, 'strict_dynamic_mapping_exception', 'dead'],
    [400, 'document_parsing_exception', 'dead'],
    [413, 'content_too_long_exception', 'dead'],
  ])('%i %s means %s', (status, type, kind) => {
    const error = type === undefined ? undefined : { type, reason: 'why' };
    expect(refusalOf({ status, error })?.kind ?? 'done').toBe(kind);
  });

  it('keeps the reason', () => {
    const error = { type: 'document_parsing_exception', reason: 'bad date' };
    expect(refusalOf({ status: 400, error })).toEqual({
      kind: 'dead',
      reason: '400 document_parsing_exception: bad date',
    });
  });
});
