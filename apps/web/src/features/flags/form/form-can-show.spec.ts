import type { Flag } from '../../../api/types';
import { formCanShow } from './form-can-show';

const flag = (members: object): Flag =>
  ({
    key: 'a',
    enabled: true,
    tags: [],
    strategy: { type: 'boolean' },
    ...members,
  }) as unknown as Flag;

describe('the form can show', () => {
  it.each([
    [{ strategy: { type: 'boolean' } }],
    [{ strategy: { type: 'percentage', percentage: 12.5 } }],
    [{ strategy: { type: 'targeting', allow: ['u1'], deny: [] } }],
    [
      {
        variants: [
          { name: 'on', value: true },
          { name: 'off', value: false },
        ],
      },
    ],
  ])('%j', (members) => {
    expect(formCanShow(flag(members))).toBe(true);
  });
});

describe('the form cannot show', () => {
  it.each([
    [{ strategy: { type: 'rules', rules: [] } }],
    [{ strategy: { type: 'percentage', percentage: 20, by: 'company' } }],
    [{ strategy: { type: 'boolean', variant: 'blue' } }],
    [{ valueType: 'string' }],
    [
      {
        variants: [
          { name: 'yes', value: true },
          { name: 'no', value: false },
        ],
      },
    ],
  ])('%j', (members) => {
    expect(formCanShow(flag(members))).toBe(false);
  });
});
