import type { Operation } from '../domain/change';
import type { FlagPatch } from '../domain/flag-patch';
import type { SegmentPatch } from '../domain/segment-patch';

/** The environments that the demo tenant uses, from first to last. */
export const DEMO_ENVIRONMENTS = ['dev', 'staging', 'prod'] as const;
type DemoEnvironment = (typeof DEMO_ENVIRONMENTS)[number];

const SEGMENTS: Readonly<Record<string, SegmentPatch>> = {
  employees: {
    name: 'Employees',
    description: 'Everyone who signs in with a company address.',
    when: {
      attribute: 'email',
      operator: 'endsWith',
      values: ['@zebra.example'],
      ignoreCase: true,
    },
  },
  'beta-testers': {
    name: 'Beta testers',
    description: 'Customers who asked to see things early, and all employees.',
    include: ['alice', 'bob', 'user-42'],
    exclude: ['mallory'],
    when: { segment: 'employees' },
  },
};

interface DemoFlag extends FlagPatch {
  /** The last environment that it has reached; default `prod`. */
  readonly until?: DemoEnvironment;
  /** What an environment has differently. */
  readonly in?: Partial<Record<DemoEnvironment, FlagPatch>>;
}

const FLAGS: Readonly<Record<string, DemoFlag>> = {
  'checkout-redesign': {
    name: 'Checkout redesign',
    description: 'The one-page checkout, rolled out by share of users.',
    tags: ['web', 'checkout'],
    clientVisible: true,
    metadata: { owner: 'payments' },
    enabled: true,
    strategy: { type: 'percentage', percentage: 100 },
    in: {
      staging: { strategy: { type: 'percentage', percentage: 50 } },
      prod: { strategy: { type: 'percentage', percentage: 20 } },
    },
  },
  'dark-mode': {
    name: 'Dark mode',
    tags: ['web', 'mobile'],
    clientVisible: true,
    enabled: true,
    strategy: { type: 'boolean' },
  },
  'new-pricing': {
    name: 'New pricing page',
    description: 'Hand-picked accounts only, until legal has signed it off.',
    tags: ['web', 'growth'],
    metadata: { owner: 'growth' },
    enabled: true,
    strategy: { type: 'targeting', allow: ['alice', 'user-42'], deny: ['bob'] },
    in: { prod: { enabled: false } },
  },
  'search-v2': {
    name: 'Search v2',
    description: 'The new ranking service behind the search box.',
    tags: ['backend', 'search'],
    enabled: true,
    strategy: {
      type: 'rules',
      rules: [
        {
          id: 'testers',
          name: 'Beta testers',
          when: { segment: 'beta-testers' },
          serve: { variant: 'on' },
        },
        {
          id: 'pro-plans',
          name: 'A tenth of paying customers',
          when: { attribute: 'plan', operator: 'in', values: ['pro', 'team'] },
          rollout: { percentage: 10 },
          serve: { variant: 'on' },
        },
      ],
      fallthrough: { variant: 'off' },
    },
  },
  'search-suggestions': {
    name: 'Search suggestions',
    description: 'Needs the new ranking service.',
    tags: ['web', 'search'],
    enabled: true,
    strategy: {
      type: 'rules',
      prerequisites: { flag: 'search-v2', variants: ['on'] },
      fallthrough: { variant: 'on' },
    },
    until: 'staging',
  },
  'button-copy': {
    name: 'Text of the buy button',
    description: 'An experiment with three texts.',
    tags: ['web', 'experiment'],
    clientVisible: true,
    valueType: 'string',
    variants: [
      { name: 'control', value: 'Buy now' },
      { name: 'friendly', value: 'Take me home' },
      { name: 'urgent', value: 'Only a few left: buy now' },
    ],
    offVariant: 'control',
    enabled: true,
    strategy: {
      type: 'rules',
      fallthrough: {
        split: [
          { variant: 'control', weight: 50 },
          { variant: 'friendly', weight: 25 },
          { variant: 'urgent', weight: 25 },
        ],
      },
    },
  },
  'api-page-limit': {
    name: 'Largest page of the public API',
    tags: ['backend', 'operations'],
    valueType: 'number',
    variants: [
      { name: 'standard', value: 100 },
      { name: 'raised', value: 500 },
    ],
    offVariant: 'standard',
    enabled: true,
    strategy: {
      type: 'rules',
      rules: [
        {
          id: 'enterprise',
          name: 'Enterprise plans',
          when: { attribute: 'plan', operator: 'equals', values: ['enterprise'] },
          serve: { variant: 'raised' },
        },
      ],
      fallthrough: { variant: 'standard' },
    },
  },
  'theme-config': {
    name: 'Theme',
    description: 'Colours of the shop, switched for the season.',
    tags: ['web'],
    clientVisible: true,
    valueType: 'object',
    variants: [
      { name: 'everyday', value: { primary: '#111827', snow: false } },
      { name: 'winter', value: { primary: '#1d4ed8', snow: true } },
    ],
    offVariant: 'everyday',
    enabled: true,
    strategy: {
      type: 'rules',
      rules: [
        {
          id: 'season',
          name: 'December',
          from: '2026-12-01T00:00:00Z',
          until: '2027-01-01T00:00:00Z',
          serve: { variant: 'winter' },
        },
      ],
      fallthrough: { variant: 'everyday' },
    },
  },
  'payments-kill-switch': {
    name: 'Payments on',
    description: 'Switch off to stop taking payments while an incident lasts.',
    tags: ['backend', 'operations'],
    metadata: { owner: 'payments', runbook: 'payments-incident' },
    enabled: true,
    strategy: { type: 'boolean' },
  },
  'mobile-biometrics': {
    name: 'Sign in with biometrics',
    description: 'From the app version that has it.',
    tags: ['mobile'],
    clientVisible: true,
    enabled: true,
    strategy: {
      type: 'rules',
      rules: [
        {
          id: 'new-apps',
          name: 'App 4.2 and later',
          when: {
            attribute: 'appVersion',
            operator: 'semverGreaterThanOrEqual',
            values: ['4.2.0'],
          },
          rollout: { percentage: 25 },
          serve: { variant: 'on' },
        },
      ],
    },
    in: { prod: { enabled: false } },
  },
  'recommendations-engine': {
    name: 'Recommendations engine',
    tags: ['backend', 'experiment'],
    enabled: false,
    strategy: { type: 'percentage', percentage: 5 },
    until: 'staging',
  },
  'release-notes-banner': {
    name: 'Release notes banner',
    description: 'Being built.',
    tags: ['web'],
    enabled: true,
    strategy: { type: 'targeting', allow: ['alice'] },
    until: 'dev',
  },
};

/** What the demo tenant has in `environment`, as operations that can be applied again and again. */
export function demoOperations(environment: DemoEnvironment): Operation[] {
  const segments = Object.entries(SEGMENTS).map(([key, set]): Operation => ({
    kind: 'putSegment',
    key,
    set,
  }));
  const flags = Object.entries(FLAGS)
    .filter(([, { until = 'prod' }]) => reaches(until, environment))
    .map(([key, { until: _, in: different, ...base }]): Operation => {
      return { kind: 'putFlag', key, set: { ...base, ...different?.[environment] } };
    });
  return [...segments, ...flags];
}

function reaches(until: DemoEnvironment, environment: DemoEnvironment): boolean {
  return DEMO_ENVIRONMENTS.indexOf(environment) <= DEMO_ENVIRONMENTS.indexOf(until);
}
