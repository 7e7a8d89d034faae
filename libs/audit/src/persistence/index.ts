import { AuditEventEntity } from './audit-event.entity';
import { CreateAuditEvents1764000004000 } from './migrations/1764000004000-create-audit-events';

/** Every table of this lib, as TypeORM knows it. */
export const AUDIT_ENTITIES = [AuditEventEntity];

/** In the order they run. */
export const AUDIT_MIGRATIONS = [CreateAuditEvents1764000004000];
