import type { Actor, DomainEvent, FieldChange, JsonObject } from '@app/kernel';
import { eventClassOf } from './event-class';

const ECS_VERSION = '8.17.0';

/** An event as Elasticsearch keeps it: the Elastic Common Schema, and `flags` for what is our own. */
export interface AuditDocument {
  readonly '@timestamp': string;
  readonly ecs: { readonly version: string };
  readonly event: {
    readonly id: string;
    readonly kind: 'event';
    readonly category: readonly string[];
    readonly type: readonly string[];
    readonly action: string;
    readonly outcome: DomainEvent['outcome'];
  };
  readonly organization: { readonly id: string; readonly name: string };
  readonly user: { readonly id: string; readonly name?: string };
  readonly service: { readonly name: 'toggle-service' };
  readonly source?: { readonly ip: string };
  readonly http?: { readonly request: { readonly id: string } };
  readonly flags: {
    readonly actor_type: Actor['type'];
    readonly key?: string;
    readonly environment?: string;
    readonly environment_id?: string;
    readonly epoch?: string;
    readonly revision?: number;
    readonly promotion_id?: string;
    /** Stored, not indexed: a tenant's content can neither widen the mapping nor be refused by it. */
    readonly before?: JsonObject;
    readonly after?: JsonObject;
    readonly changes?: readonly FieldChange[];
  };
  readonly search: { readonly terms: readonly string[] };
}

/** @param terms the words the event is found by */
export function toAuditDocument(event: DomainEvent, terms: readonly string[]): AuditDocument {
  const { actor, ip, requestId } = event;
  return {
    '@timestamp': event.time,
    ecs: { version: ECS_VERSION },
    event: {
      id: event.id,
      kind: 'event',
      ...eventClassOf(event.action),
      action: event.action,
      outcome: event.outcome,
    },
    organization: { id: event.tenant.id, name: event.tenant.slug },
    user: { id: actor.id, ...(actor.name === undefined ? {} : { name: actor.name }) },
    service: { name: 'toggle-service' },
    ...(ip === undefined ? {} : { source: { ip } }),
    ...(requestId === undefined ? {} : { http: { request: { id: requestId } } }),
    flags: flagsOf(event),
    search: { terms },
  };
}

function flagsOf(event: DomainEvent): AuditDocument['flags'] {
  const { actor, environment, key, promotionId, before, after, changes } = event;
  return {
    actor_type: actor.type,
    ...(key === undefined ? {} : { key }),
    ...(environment === undefined
      ? {}
      : {
          environment: environment.name,
          environment_id: environment.id,
          epoch: environment.epoch,
          revision: environment.revision,
        }),
    ...(promotionId === undefined ? {} : { promotion_id: promotionId }),
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    ...(changes === undefined ? {} : { changes }),
  };
}

/** The event that `toAuditDocument` was given. */
export function fromAuditDocument(document: AuditDocument): DomainEvent {
  const { event, organization, user, flags, source, http } = document;
  const { environment: name, environment_id: id, epoch, revision } = flags;
  const inEnvironment =
    name !== undefined && id !== undefined && epoch !== undefined && revision !== undefined;
  return {
    id: event.id,
    time: document['@timestamp'],
    action: event.action,
    outcome: event.outcome,
    tenant: { id: organization.id, slug: organization.name },
    actor: { type: flags.actor_type, ...user },
    ...(inEnvironment ? { environment: { id, name, epoch, revision } } : {}),
    ...(flags.key === undefined ? {} : { key: flags.key }),
    ...(flags.before === undefined ? {} : { before: flags.before }),
    ...(flags.after === undefined ? {} : { after: flags.after }),
    ...(flags.changes === undefined ? {} : { changes: flags.changes }),
    ...(flags.promotion_id === undefined ? {} : { promotionId: flags.promotion_id }),
    ...(http === undefined ? {} : { requestId: http.request.id }),
    ...(source === undefined ? {} : { ip: source.ip }),
  };
}
