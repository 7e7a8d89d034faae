import type {
  UnleashConstraint,
  UnleashContext,
  UnleashFeature,
  UnleashSegment,
  UnleashStrategy,
  UnleashVariant,
} from '../unleash-model';
import type { Random } from './random';

const PLANS = ['free', 'pro', 'Team', 'enterprise'] as const;
const VERSIONS = ['1.0.0', '1.2.3', '1.10.0', '2.0.0-beta.2', '2.0.0', 'v1.2.3', '1.2'] as const;
const DATES = [
  '2026-01-01T00:00:00.000Z',
  '2026-06-15T12:00:00Z',
  '2027-01-01T00:00:00+02:00',
] as const;
const ADDRESSES = ['10.0.0.1', '10.2.3.4', '192.168.1.7', '2001:db8::1'] as const;
const NETWORKS = ['10.0.0.0/8', '192.168.0.0/16', '2001:db8::/32', '10.0.0.1', 'nonsense'] as const;
const SEGMENTS = [1, 2, 3] as const;

/** A feature of the common model: whatever Unleash would draw at random is left out. */
export function randomFeature(random: Random, index: number): UnleashFeature {
  const variants = random.chance(0.5) ? randomVariants(random) : [];
  const dependencies = index > 0 && random.chance(0.15) ? [randomDependency(random, index)] : [];
  return {
    name: `feature-${index}`,
    enabled: random.chance(0.9),
    strategies: random.list(3, () => randomStrategy(random, index)),
    variants,
    ...(dependencies.length > 0 && { dependencies }),
  };
}

export function randomSegments(random: Random): UnleashSegment[] {
  return SEGMENTS.slice(0, 2).map((id) => ({
    id,
    name: `segment ${id}`,
    constraints: random.list(2, () => randomConstraint(random)),
  }));
}

/** A context with both ids, so that nothing is left to chance; its other fields may be missing. */
export function randomContext(random: Random): UnleashContext {
  const properties: Record<string, string> = { company: `company-${random.below(50)}` };
  if (random.chance(0.8)) properties['plan'] = random.pick(PLANS);
  if (random.chance(0.8)) properties['version'] = random.pick(VERSIONS);
  if (random.chance(0.8)) properties['age'] = random.pick(['7', '18', '30.5', '-2', 'old']);
  return {
    userId: `user-${random.below(5_000)}`,
    sessionId: `session-${random.below(5_000)}`,
    ...(random.chance(0.7) && { remoteAddress: random.pick(ADDRESSES) }),
    ...(random.chance(0.7) && { environment: random.pick(['dev', 'prod']) }),
    currentTime: random.pick(DATES),
    properties,
  };
}

function randomDependency(random: Random, index: number) {
  const variants = random.chance(0.4)
    ? random.list(2, () => random.pick(['a', 'b', 'disabled']))
    : [];
  return {
    feature: `feature-${random.below(index + 3)}`,
    ...(random.chance(0.5) && { enabled: random.chance(0.6) }),
    ...(variants.length > 0 && { variants }),
  };
}

function randomStrategy(random: Random, index: number): UnleashStrategy {
  const name = random.pick([
    'default',
    'userWithId',
    'gradualRolloutUserId',
    'gradualRolloutSessionId',
    'flexibleRollout',
    'flexibleRollout',
    'flexibleRollout',
    'remoteAddress',
    'somethingElse',
  ]);
  const percentage = String(random.pick([0, 1, 10, 50, 73, 99, 100]));
  return {
    name,
    parameters: {
      groupId: random.pick([`feature-${index}`, 'group', 'another']),
      userIds: random.list(3, () => `user-${random.below(5_000)}`).join(', '),
      IPs: random.list(3, () => random.pick(NETWORKS.slice(0, 4) as never)).join(','),
      percentage,
      rollout: percentage,
      stickiness: random.pick(['default', 'userId', 'sessionId', 'company', 'nowhere']),
    },
    constraints: random.list(2, () => randomConstraint(random)),
    ...(random.chance(0.3) && { segments: random.list(2, () => random.pick(SEGMENTS)) }),
    ...(random.chance(0.3) && { variants: randomVariants(random) }),
  };
}

function randomVariants(random: Random): UnleashVariant[] {
  const stickiness = random.pick(['default', 'userId', 'sessionId', 'company']);
  const weights = [
    random.pick([0, 1, 33, 500]),
    random.pick([1, 34, 250]),
    random.pick([0, 1, 33, 250]),
  ];
  return random
    .list(3, () => 0)
    .map((_, index) => ({
      name: ['a', 'b', 'c'][index] ?? 'd',
      weight: weights[index] ?? 1,
      stickiness,
      ...(random.chance(0.6) && { payload: { type: 'string', value: `value ${random.below(3)}` } }),
      ...(random.chance(0.2) && {
        overrides: [{ contextName: 'plan', values: random.list(2, () => random.pick(PLANS)) }],
      }),
    }));
}

function randomConstraint(random: Random): UnleashConstraint {
  const flags = { inverted: random.chance(0.25), caseInsensitive: random.chance(0.3) };
  const of = (contextName: string, operator: string, rest: Partial<UnleashConstraint>) => ({
    contextName,
    operator,
    values: [],
    ...flags,
    ...rest,
  });
  const texts = {
    values: random.list(3, () => random.pick(['free', ' pro ', 'te', 'EAM', 'e', ''])),
  };
  const number = { value: random.pick(['7', '18', '30.50', '-2', 'many']) };
  const version = { value: random.pick(VERSIONS) };
  const pattern = { value: random.pick(['^p', 'ee$', 'E', '(', '[[:upper:]]']) };
  switch (random.below(8)) {
    case 0:
      return of('plan', random.pick(['IN', 'NOT_IN']), texts);
    case 1:
      return of('plan', random.pick(['STR_STARTS_WITH', 'STR_ENDS_WITH', 'STR_CONTAINS']), texts);
    case 2:
      return of('age', random.pick(['NUM_EQ', 'NUM_GT', 'NUM_GTE', 'NUM_LT', 'NUM_LTE']), number);
    case 3:
      return of('currentTime', random.pick(['DATE_AFTER', 'DATE_BEFORE']), {
        value: random.pick(DATES),
      });
    case 4:
      return of('version', random.pick(['SEMVER_EQ', 'SEMVER_GT', 'SEMVER_LTE']), version);
    case 5:
      return of('plan', 'REGEX', pattern);
    case 6:
      return of('remoteAddress', 'IN_CIDR', {
        values: random.list(3, () => random.pick(NETWORKS)),
      });
    default:
      return of(
        random.pick(['userId', 'environment']),
        random.pick(['IN', 'NOT_IN', 'UNHEARD_OF']),
        {
          values: ['prod', `user-${random.below(50)}`],
        },
      );
  }
}
