import type { AuditEvent } from '../../api/types';
import { describeChanges } from '../changes/describe-changes';
import type { ChangeWords } from '../changes/change-words';
import { actionWords } from './action-words';

type Told = Pick<AuditEvent, 'action' | 'changes'>;

/** An event in a few words. A flag that was only switched says which way, since that is what one looks for. */
export function eventWords({ action, changes }: Told): string {
  if (action !== 'flag.updated') return actionWords(action);
  const words = describeChanges(changes);
  const [only] = words;
  if (only === undefined) return actionWords(action);
  if (words.length > 1) return `Changed: ${words.map(({ label }) => label).join(', ')}`;
  if (only.path === '/enabled' && only.kind === 'value') {
    return `Switched ${only.after === 'On' ? 'on' : 'off'}`;
  }
  return `${only.label}: ${briefly(only)}`;
}

function briefly(change: ChangeWords): string {
  switch (change.kind) {
    case 'value':
      return `${change.before ?? 'none'} → ${change.after ?? 'none'}`;
    case 'members':
      return `${change.added.length} added, ${change.removed.length} removed`;
    case 'moved':
      return `moved to position ${change.to}`;
    default:
      return change satisfies never;
  }
}
