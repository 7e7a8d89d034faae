/** The fields of the audit index that people look at, with Kibana's type of each. Checked against the index template. */
export const FIELDS = {
  time: '@timestamp',
  action: 'event.action',
  outcome: 'event.outcome',
  actor: 'user.id',
  tenant: 'organization.name',
  environment: 'flags.environment',
  key: 'flags.key',
  revision: 'flags.revision',
  promotion: 'flags.promotion_id',
  ip: 'source.ip',
  requestId: 'http.request.id',
};
