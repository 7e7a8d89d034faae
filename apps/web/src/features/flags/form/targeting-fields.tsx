import { Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { countWords } from '../../changes/strategy-words';
import styles from './audience-fields.module.css';
import type { FlagFormValues } from './flag-form.values';
import { IdListField } from './id-list-field';
import { parseIds } from './parse-ids';

/** The two lists of chosen users; who stands in both is denied. */
export function TargetingFields({ form }: { form: UseFormReturnType<FlagFormValues> }) {
  const denied = new Set(parseIds(form.values.deny).ids);
  const both = parseIds(form.values.allow).ids.filter((id) => denied.has(id)).length;
  return (
    <div>
      <div className={styles.lists}>
        <IdListField label="Allowed users" input={form.getInputProps('allow')} />
        <IdListField label="Denied users" input={form.getInputProps('deny')} />
      </div>
      {both > 0 && (
        <Text size="sm" c="var(--app-amber-text)" mt="xs" role="status">
          {countWords(both, 'user')} in both lists: denied wins.
        </Text>
      )}
    </div>
  );
}
