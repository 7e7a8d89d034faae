import type { FieldChange } from '../../api/types';
import type { ChangeWords } from './change-words';
import { fieldLabel } from './field-labels';
import { pointerParts } from '../../api/json-pointer';
import { valueWords } from './value-words';

/** One difference by itself. */
export function describeValue(change: FieldChange): ChangeWords {
  const parts = pointerParts(change.path);
  const label = fieldLabel(parts);
  if (change.op === 'move') {
    const from = typeof change.before === 'number' ? { from: change.before + 1 } : {};
    return { kind: 'moved', path: change.path, label, ...from, to: Number(change.after) + 1 };
  }
  const field = parts.at(-1) ?? '';
  const before = valueWords(field, change.before);
  const after = valueWords(field, change.after);
  return {
    kind: 'value',
    path: change.path,
    label,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}
