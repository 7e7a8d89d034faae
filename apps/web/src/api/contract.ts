/** Stands in for the generated `schema.d.ts` until the API's document is there. */
interface None {
  none: true;
}
type Json<T> = { content: { 'application/json': T } };
type Op<Query, Path, Body, Responses> = {
  parameters: {
    query?: Query;
    header?: { 'If-Match'?: string; 'If-None-Match'?: string };
    cookie?: never;
  } & (Path extends None ? { path?: never } : { path: Path });
  responses: Responses;
} & (Body extends undefined ? { requestBody?: never } : { requestBody: Json<Body> });
type Strategy =
  | { type: 'boolean' }
  | { type: 'percentage'; percentage: number }
  | { type: 'targeting'; allow?: string[]; deny?: string[] };
interface FieldChange {
  op: 'add' | 'remove' | 'replace' | 'move';
  path: string;
  before?: unknown;
  after?: unknown;
}
interface Flag {
  tenant: string;
  env: string;
  key: string;
  name?: string;
  description?: string;
  tags: string[];
  enabled: boolean;
  valueType?: string;
  variants?: { name: string; value: unknown }[];
  offVariant?: string | null;
  strategy: Strategy;
  version: number;
  createdAt: string;
  updatedAt: string;
  updatedBy: { type: string; id: string; name?: string };
}
interface Page<T> {
  items: T[];
  page: number;
  pageSize: number;
  total: number;
}
interface Upsert {
  tenant: string;
  env: string;
  key: string;
  name?: string | null;
  description?: string | null;
  tags?: string[] | null;
  enabled?: boolean | null;
  strategy?: Strategy | null;
}
interface Plan {
  dryRun: boolean;
  from: string;
  to: string;
  wouldFail?: boolean;
  promotionId?: string;
  revisions?: { from: number; to: number };
  summary: { create: number; update: number; unchanged: number; skip: number; conflict: number };
  items: {
    key: string;
    action: 'create' | 'update' | 'unchanged' | 'skip' | 'conflict';
    changes: FieldChange[];
    reason?: string;
  }[];
}
interface AuditEvent {
  id: string;
  time: string;
  tenant: string;
  env: string | null;
  action: string;
  outcome: 'success' | 'failure';
  actor: { type: string; id: string; name?: string };
  key: string | null;
  revision: number | null;
  changes: FieldChange[];
  promotionId?: string;
  requestId: string | null;
  ip: string | null;
}
interface Environment {
  name: string;
  revision: number;
  createdAt: string;
}
interface Me {
  tenant: string;
  tenantName: string;
  user: { id: string; name: string; role: string };
  scopes: string[];
}
export interface paths {
  '/auth/register': {
    post: Op<
      None,
      None,
      { tenant: string; name?: string; password: string },
      { 201: Json<{ ok: boolean; tenant: string }> }
    >;
  };
  '/auth/login': {
    post: Op<
      None,
      None,
      { tenant: string; password: string },
      { 200: Json<{ ok: boolean; token: string; tenant: string }> }
    >;
  };
  '/auth/logout': { post: Op<None, None, undefined, { 200: Json<{ ok: true }> }> };
  '/auth/me': { get: Op<None, None, undefined, { 200: Json<Me> }> };
  '/auth/password': {
    post: Op<
      None,
      None,
      { currentPassword: string; newPassword: string },
      { 204: { content?: never } }
    >;
  };
  '/environments': {
    get: Op<None, None, undefined, { 200: Json<{ items: Environment[] }> }>;
    post: Op<None, None, { tenant: string; name: string }, { 201: Json<Environment> }>;
  };
  '/features': {
    get: Op<
      {
        tenant: string;
        env: string;
        page?: number;
        pageSize?: number;
        search?: string;
        tag?: string;
        sort?: string;
      },
      None,
      undefined,
      { 200: Json<Page<Flag>> }
    >;
    post: Op<None, None, Upsert, { 200: Json<Flag>; 201: Json<Flag> }>;
    delete: Op<
      { tenant: string; env: string; key: string },
      None,
      undefined,
      { 204: { content?: never } }
    >;
  };
  '/features/{key}': {
    get: Op<{ tenant: string; env: string }, { key: string }, undefined, { 200: Json<Flag> }>;
  };
  '/features/promote': {
    post: Op<
      None,
      None,
      {
        tenant: string;
        from: string;
        to: string;
        keys?: string[];
        dryRun?: boolean;
        conflictPolicy?: 'fail' | 'skip' | 'overwrite';
        keepEnabled?: boolean;
        withDependencies?: boolean;
        expect?: { from: number; to: number };
      },
      { 200: Json<Plan> }
    >;
  };
  '/audit-logs': {
    get: Op<
      {
        tenant: string;
        env?: string;
        action?: string;
        actor?: string;
        key?: string;
        from?: string;
        to?: string;
        q?: string;
        page?: number;
        pageSize?: number;
      },
      None,
      undefined,
      { 200: Json<Page<AuditEvent>> }
    >;
  };
}
