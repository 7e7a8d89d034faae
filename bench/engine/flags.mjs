import { ALLOWED, CONDITIONS } from './cases.mjs';

const { plans, countries, age, suffix, version } = CONDITIONS;
const onOff = [
  { name: 'on', value: true },
  { name: 'off', value: false },
];
const base = {
  valueType: 'boolean',
  variants: onOff,
  offVariant: 'off',
  enabled: true,
  clientVisible: false,
};

/** The five cases in the model of this repository; `prefix` makes many different flags of them. */
export function flagsOf(prefix = '') {
  return [
    { ...base, version: 1, key: `${prefix}boolean`, strategy: { type: 'boolean' } },
    {
      ...base,
      version: 1,
      key: `${prefix}rollout`,
      strategy: { type: 'percentage', percentage: 30 },
    },
    {
      ...base,
      version: 1,
      key: `${prefix}allow-list`,
      strategy: { type: 'targeting', allow: ALLOWED, deny: [] },
    },
    {
      ...base,
      version: 1,
      key: `${prefix}five-conditions`,
      strategy: {
        type: 'rules',
        rules: [
          {
            id: 'r1',
            when: {
              all: [
                { attribute: 'plan', operator: 'in', values: plans },
                { attribute: 'country', operator: 'in', values: countries },
                { attribute: 'age', operator: 'greaterThanOrEqual', values: [age] },
                { attribute: 'email', operator: 'endsWith', values: [suffix] },
                { attribute: 'version', operator: 'semverGreaterThanOrEqual', values: [version] },
              ],
            },
            serve: { variant: 'on' },
          },
        ],
      },
    },
    {
      ...base,
      version: 1,
      key: `${prefix}three-variants`,
      valueType: 'string',
      variants: [
        { name: 'a', value: 'A' },
        { name: 'b', value: 'B' },
        { name: 'c', value: 'C' },
      ],
      offVariant: null,
      strategy: {
        type: 'rules',
        fallthrough: {
          split: [
            { variant: 'a', weight: 50 },
            { variant: 'b', weight: 30 },
            { variant: 'c', weight: 20 },
          ],
        },
      },
    },
  ];
}
