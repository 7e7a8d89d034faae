import type { Flag } from '../../../api/types';
import { formCanShow } from './form-can-show';

const PLAIN: Flag = {
  tenant: 'zebra',
  env: 'dev',
  key: 'checkout',
  tags: [],
  valueType: 'boolean',
  variants: [
    { name: 'on', value: true },
    { name: 'off', value: false },
  ],
  offVariant: 'off',
  enabled: true,
  clientVisible: false,
  strategy: { type: 'boolean' },
  version: 1,
  createdAt: '2026-03-10T09:00:00.000Z',
  updatedAt: '2026-03-10T09:00:00.000Z',
  updatedBy: { type: 'user', id: 'u1' },
};

describe('the form can show', () => {
  it.each<Partial<Flag>>([
    { strategy: { type: 'boolean' } },
    { strategy: { type: 'percentage', percentage: 12.5 } },
    { strategy: { type: 'targeting', allow: ['u1'], deny: [] } },
    {
      variants: [
        { name: 'off', value: false },
        { name: 'on', value: true },
      ],
    },
  ])('%j', (members) => {
    expect(formCanShow({ ...PLAIN, ...members })).toBe(true);
  });
});

describe('the form cannot show', () => {
  it.each<Partial<Flag>>([
    { strategy: { type: 'rules', rules: [] } },
    { strategy: { type: 'percentage', percentage: 20, by: 'company' } },
    { strategy: { type: 'boolean', variant: 'blue' } },
    { valueType: 'string' },
    { offVariant: null },
    {
      variants: [
        { name: 'yes', value: true },
        { name: 'off', value: false },
      ],
    },
  ])('%j', (members) => {
    expect(formCanShow({ ...PLAIN, ...members })).toBe(false);
  });
});
