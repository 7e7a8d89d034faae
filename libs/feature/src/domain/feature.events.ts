import type { EventEnvironment, JsonObject, NewDomainEvent } from '@app/kernel';
import { flagDocument } from './flag';
import type { SavedItem } from './saved-item';
import { segmentDocument } from './segment';

/** Where a change happened, and what it was part of. */
export interface EventScope {
  readonly tenant: NewDomainEvent['tenant'];
  readonly environment: EventEnvironment;
  readonly promotionId?: string;
}

const PAST = {
  create: 'created',
  update: 'updated',
  delete: 'deleted',
  unchanged: 'confirmed',
} as const;

/** The actions of this lib's events: what happened to a flag or a segment. */
export type FeatureAction = `${'flag' | 'segment'}.${'created' | 'updated' | 'deleted'}`;

/** The fact that a saved item states: who did it and when is added by whoever records it. */
export function featureEvent(saved: SavedItem, scope: EventScope): NewDomainEvent {
  const { before, after } = saved.kind === 'flag' ? flagSides(saved) : segmentSides(saved);
  return {
    action: `${saved.kind}.${PAST[saved.item.action]}`,
    tenant: scope.tenant,
    environment: scope.environment,
    key: saved.item.key,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    changes: saved.item.changes,
    ...(scope.promotionId !== undefined && { promotionId: scope.promotionId }),
  };
}

interface Sides {
  readonly before: JsonObject | undefined;
  readonly after: JsonObject | undefined;
}

function flagSides({ item, flag }: Extract<SavedItem, { kind: 'flag' }>): Sides {
  return {
    before: item.before && { ...flagDocument(item.before.config), version: item.before.version },
    after: flag && { ...flagDocument(flag.config), version: flag.version },
  };
}

function segmentSides({ item, segment }: Extract<SavedItem, { kind: 'segment' }>): Sides {
  const { before } = item;
  return {
    before: before && { ...segmentDocument(before.config, before.counts), version: before.version },
    after: segment && {
      ...segmentDocument(segment.config, segment.counts),
      version: segment.version,
    },
  };
}
