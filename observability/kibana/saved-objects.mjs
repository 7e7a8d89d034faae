import { auditLog } from './audit-log.mjs';
import { AUDIT_FIELDS, USAGE_FIELDS } from './fields.mjs';
import { featureLog } from './feature-log.mjs';

/**
 * Everything that is brought into Kibana, by the name of its file, with the fields that it shows and
 * the source of the index template that must have them. `node tools/check-observability.mjs --write`
 * renders the files.
 */
export const savedObjects = {
  'audit-log': {
    objects: auditLog(),
    fields: AUDIT_FIELDS,
    template: 'libs/audit/src/elasticsearch/audit-index.ts',
  },
  'feature-log': {
    objects: featureLog(),
    fields: USAGE_FIELDS,
    template: 'libs/usage/src/persistence/usage-index.ts',
  },
};
