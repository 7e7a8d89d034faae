import type { Flag } from '../../../api/types';
import type { FlagDecisions } from '../../changes/changes-between';
import { detailsOf, type FlagFormValues, strategyOf } from './flag-form.values';
import { formCanShow } from './form-can-show';

/** What the fields say of a stored flag; its switch, and a strategy without fields, stay its own. */
export function decisionsOf(values: FlagFormValues, stored: Flag): FlagDecisions {
  const { name, description } = detailsOf(values);
  return {
    enabled: stored.enabled,
    tags: values.tags,
    strategy: formCanShow(stored) ? strategyOf(values) : stored.strategy,
    ...(typeof name === 'string' && { name }),
    ...(typeof description === 'string' && { description }),
  };
}
