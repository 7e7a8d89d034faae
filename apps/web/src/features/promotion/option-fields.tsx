import { Checkbox, SegmentedControl, Stack, Text } from '@mantine/core';
import styles from './promotion.module.css';
import type { PromotionOptions } from './promotion-options';

interface Props {
  readonly to: string;
  readonly options: PromotionOptions;
  readonly onChange: (options: PromotionOptions) => void;
}

/** What happens to what is in the target already. */
export function OptionFields({ to, options, onChange }: Props) {
  return (
    <div className={styles.options}>
      <Stack gap={6}>
        <Text size="sm" fw={500} id="conflict-policy">
          A flag that is different in {to}
        </Text>
        <SegmentedControl
          aria-labelledby="conflict-policy"
          value={options.conflictPolicy}
          onChange={(policy) => onChange({ ...options, conflictPolicy: policy })}
          data={[
            { value: 'fail', label: 'Stops it all' },
            { value: 'skip', label: 'Is left alone' },
            { value: 'overwrite', label: 'Is replaced' },
          ]}
        />
      </Stack>
      <Stack gap="xs">
        <Checkbox
          label={`Keep every switch of ${to} as it is`}
          description="New flags arrive switched off."
          checked={options.keepEnabled}
          onChange={({ currentTarget }) =>
            onChange({ ...options, keepEnabled: currentTarget.checked })
          }
        />
        <Checkbox
          label="Bring what they depend on"
          description="Segments and other flags that the chosen ones need."
          checked={options.withDependencies}
          onChange={({ currentTarget }) =>
            onChange({ ...options, withDependencies: currentTarget.checked })
          }
        />
      </Stack>
    </div>
  );
}
