import type { AuditEvent } from '../../api/types';

/** Who did it, as people know them. */
export function actorName({ type, id, name }: AuditEvent['actor']): string {
  if (name !== undefined && name !== null && name !== '') return name;
  if (type === 'anonymous') return 'not logged in';
  return type === 'system' ? 'the service itself' : id;
}
