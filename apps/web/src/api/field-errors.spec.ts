import { fieldErrors } from './field-errors';
import { Problem } from './problem';

const fields = { key: 'key', 'strategy/percentage': 'percentage', 'strategy/allow': 'allow' };

function refusal(...pointers: string[]): Problem {
  return new Problem({
    status: 422,
    code: 'request.invalid',
    title: 'Request not valid',
    detail: 'Fields are wrong.',
    errors: pointers.map((pointer) => ({ pointer, detail: `wrong: ${pointer}` })),
  });
}

describe('errors at the fields', () => {
  it('lead to the field they name', () => {
    expect(fieldErrors(refusal('#/strategy/percentage'), fields).atFields).toEqual({
      percentage: 'wrong: #/strategy/percentage',
    });
  });

  it('lead to the list when a member of it is wrong', () => {
    expect(fieldErrors(refusal('#/strategy/allow/3'), fields).atFields).toEqual({
      allow: 'wrong: #/strategy/allow/3',
    });
  });

  it('show the first one where a field has several', () => {
    const { atFields } = fieldErrors(refusal('#/strategy/allow/3', '#/strategy/allow/7'), fields);
    expect(atFields).toEqual({ allow: 'wrong: #/strategy/allow/3' });
  });

  it('are kept when no field is theirs', () => {
    expect(fieldErrors(refusal('#/tenant', '#'), fields)).toEqual({
      atFields: {},
      elsewhere: ['wrong: #/tenant', 'wrong: #'],
    });
  });
});
