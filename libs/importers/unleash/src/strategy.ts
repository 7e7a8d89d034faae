import type { Condition, Rollout } from '@app/flag-engine';
import { NEVER, toCondition } from './constraint';
import type { TakeNote } from './note';
import { RANDOM, rolloutUnit } from './stickiness';
import type { UnleashStrategy } from './unleash-model';

/** Whom a strategy is for. */
export interface Audience {
  readonly conditions: readonly Condition[];
  readonly rollout?: Rollout;
}

type Parameters = NonNullable<UnleashStrategy['parameters']>;

/** Maps a strategy without its constraints; `undefined` where Unleash's SDKs would skip it. */
export function audienceOf(
  { name, parameters = {} }: UnleashStrategy,
  note: TakeNote,
): Audience | undefined {
  if (Object.hasOwn(STRATEGIES, name)) return STRATEGIES[name]?.(parameters, note);
  note(`The strategy "${name}" is unknown; it is left out, as SDKs that do not know it skip it.`);
  return undefined;
}

type Mapping = (parameters: Parameters, note: TakeNote) => Audience;

const EVERYONE: Audience = { conditions: [] };
const NOBODY: Audience = { conditions: [NEVER] };

const STRATEGIES: Readonly<Record<string, Mapping>> = {
  default: () => EVERYONE,
  userWithId: ({ userIds = '' }) => {
    const values = userIds === '' ? [] : userIds.split(/\s*,\s*/);
    return { conditions: [{ attribute: 'targetingKey', operator: 'in', values }] };
  },
  remoteAddress: ({ IPs = '' }) => {
    const values = IPs.split(/\s*,\s*/);
    // This strategy reads networks of IPv4 only, unlike the constraint IN_CIDR.
    const ipv4 = values.filter((value) => !value.includes(':'));
    const networks = { contextName: 'remoteAddress', operator: 'IN_CIDR', values: ipv4 };
    const literally = { contextName: 'remoteAddress', operator: 'IN', values };
    return {
      conditions: [{ any: [networks, literally].map((each) => toCondition(each, () => {})) }],
    };
  },
  gradualRolloutUserId: ({ percentage, groupId = '' }) => ({
    conditions: [],
    rollout: rollout(percentage, { by: 'targetingKey', seed: groupId }),
  }),
  gradualRolloutSessionId: ({ percentage, groupId = '' }) => ({
    conditions: [],
    rollout: rollout(percentage, { by: 'sessionId', seed: groupId }),
  }),
  gradualRolloutRandom: ({ percentage }, note) => drawn(percentage, { by: RANDOM, seed: '' }, note),
  flexibleRollout: ({ rollout: percentage, groupId = '', stickiness = 'default' }, note) => {
    const terms = { by: rolloutUnit(stickiness), seed: groupId };
    if (stickiness === 'default' || stickiness === 'random') return drawn(percentage, terms, note);
    return { conditions: [], rollout: rollout(percentage, terms) };
  },
};

function rollout(percentage: string | undefined, terms: Pick<Rollout, 'by' | 'seed'>): Rollout {
  return { percentage: clamped(percentage), ...terms, hash: 'unleash' };
}

/** A rollout that draws those who have no unit: all and none need no draw. */
function drawn(
  percentage: string | undefined,
  terms: Pick<Rollout, 'by' | 'seed'>,
  note: TakeNote,
): Audience {
  const share = clamped(percentage);
  if (share === 100) return EVERYONE;
  if (share === 0) return NOBODY;
  note(
    `Whoever has no id is drawn at random there; here by the attribute "${RANDOM}", where it is given.`,
  );
  return { conditions: [], rollout: rollout(percentage, terms) };
}

function clamped(percentage: string | undefined): number {
  const share = Number(percentage);
  return Number.isFinite(share) ? Math.min(Math.max(share, 0), 100) : 0;
}
