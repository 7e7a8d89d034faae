import { Radio, Stack } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconListCheck, IconPercentage, IconUsersGroup } from '@tabler/icons-react';
import styles from './audience-fields.module.css';
import type { FlagFormValues } from './flag-form.values';
import { PercentageField } from './percentage-field';
import { TargetingFields } from './targeting-fields';

const CHOICES = [
  {
    type: 'boolean',
    icon: IconUsersGroup,
    title: 'Everyone',
    text: 'All users get it while the flag is on.',
  },
  {
    type: 'percentage',
    icon: IconPercentage,
    title: 'A share of users',
    text: 'The same users stay in as the share grows.',
  },
  {
    type: 'targeting',
    icon: IconListCheck,
    title: 'Chosen users',
    text: 'Only the ids you list. Denied ones never.',
  },
] as const;

/** Who gets the flag while it is on: one of three simple strategies, and what it needs to know. */
export function AudienceFields({ form }: { form: UseFormReturnType<FlagFormValues> }) {
  const { audience } = form.values;
  return (
    <Stack>
      <Radio.Group aria-label="Who gets it" {...form.getInputProps('audience')}>
        <div className={styles.choices}>
          {CHOICES.map(({ type, icon: Icon, title, text }) => (
            <Radio.Card key={type} value={type} className={styles.choice}>
              <span className={styles.head}>
                <Icon size={18} stroke={1.7} aria-hidden />
                <b>{title}</b>
                <Radio.Indicator size="xs" />
              </span>
              <span className={styles.text}>{text}</span>
            </Radio.Card>
          ))}
        </div>
      </Radio.Group>
      {audience === 'percentage' && <PercentageField form={form} />}
      {audience === 'targeting' && <TargetingFields form={form} />}
    </Stack>
  );
}
