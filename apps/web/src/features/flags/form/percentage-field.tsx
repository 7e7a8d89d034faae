import { NumberInput, Slider } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import styles from './audience-fields.module.css';
import type { FlagFormValues } from './flag-form.values';

const MARKS = [0, 25, 50, 75, 100].map((value) => ({ value, label: `${value} %` }));

/** A share of users: the slider for whole percents, the number for anything down to 0.001 %. */
export function PercentageField({ form }: { form: UseFormReturnType<FlagFormValues> }) {
  const percentage = Number.parseFloat(String(form.values.percentage));
  return (
    <div className={styles.share}>
      <Slider
        className={styles.slider}
        color="var(--app-green)"
        thumbLabel="Share of users, in whole percents"
        label={(value) => `${value} %`}
        marks={MARKS}
        value={Number.isNaN(percentage) ? 0 : Math.min(100, Math.max(0, percentage))}
        onChange={(value) => form.setFieldValue('percentage', value)}
      />
      <NumberInput
        aria-label="Share of users"
        suffix=" %"
        decimalScale={3}
        step={1}
        // Not clamped: a number out of range is said to be wrong, not silently made another one.
        clampBehavior="none"
        allowNegative={false}
        {...form.getInputProps('percentage')}
      />
    </div>
  );
}
