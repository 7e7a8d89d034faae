import type { paths } from './schema';

/** The JSON body with which operation `Method` of `Path` answers `Status`. */
type Answer<
  Path extends keyof paths,
  Method extends keyof paths[Path],
  Status extends number,
> = paths[Path][Method] extends {
  responses: { [status in Status]: { content: { 'application/json': infer Body } } };
}
  ? Body
  : never;

/** The JSON body that operation `Method` of `Path` takes. */
type Body<
  Path extends keyof paths,
  Method extends keyof paths[Path],
> = paths[Path][Method] extends {
  requestBody: { content: { 'application/json': infer Sent } };
}
  ? Sent
  : never;

/** The query that operation `Method` of `Path` takes. */
type Query<
  Path extends keyof paths,
  Method extends keyof paths[Path],
> = paths[Path][Method] extends { parameters: { query?: infer Asked } }
  ? NonNullable<Asked>
  : never;

export type Session = Answer<'/auth/me', 'get', 200>;
export type Environment = Answer<'/environments', 'get', 200>['items'][number];

export type FlagPage = Answer<'/features', 'get', 200>;
export type Flag = FlagPage['items'][number];
export type FlagUpsert = Body<'/features', 'post'>;
export type FlagListQuery = Query<'/features', 'get'>;

export type PromotionRequest = Body<'/features/promote', 'post'>;
export type PromotionPlan = Answer<'/features/promote', 'post', 200>;
export type PromotionItem = PromotionPlan['items'][number];
/** One difference, of a plan or of an audit event. Its values are JSON of any kind, read with care. */
export type FieldChange = Omit<PromotionItem['changes'][number], 'before' | 'after'> & {
  readonly before?: unknown;
  readonly after?: unknown;
};

export type AuditPage = Answer<'/audit-logs', 'get', 200>;
export type AuditEvent = AuditPage['items'][number];
export type AuditQuery = Query<'/audit-logs', 'get'>;

export type Usage = Answer<'/usage', 'get', 200>;
export type VariantUsage = Usage['totals'][number];

export type StaleFlags = Answer<'/usage/stale', 'get', 200>;
export type StaleFlag = StaleFlags['items'][number];
export type UnknownKey = Answer<'/usage/unknown', 'get', 200>['items'][number];

export type ClientList = Answer<'/clients', 'get', 200>;
export type ConnectedClient = ClientList['items'][number];
export type ClientState = ConnectedClient['state'];

export type ContextSampling = Answer<'/context-sampling', 'get', 200>;
export type ContextSamplingOrder = Body<'/context-sampling', 'put'>;

export type ImpactRequest = Body<'/features/impact', 'post'>;
export type Impact = Answer<'/features/impact', 'post', 200>;
export type FlagImpact = Impact['flags'][number];
export type ImpactExample = FlagImpact['examples'][number];
/** What a context is answered. */
export type Outcome = ImpactExample['from'];
export type Caution = Impact['cautions'][number];
