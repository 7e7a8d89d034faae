// The fields of our indices that people look at. Checked against the index templates.

export const AUDIT_FIELDS = {
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

export const USAGE_FIELDS = {
  time: '@timestamp',
  tenant: 'organization.name',
  environment: 'flags.environment',
  flagSet: 'feature_flag.set.id',
  key: 'feature_flag.key',
  variant: 'feature_flag.result.variant',
  evaluations: 'flags.evaluations',
  bulkEvaluations: 'flags.bulk_evaluations',
};
