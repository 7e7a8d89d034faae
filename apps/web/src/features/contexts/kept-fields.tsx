import { Group, NumberInput, Radio, Select, Stack, TagsInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ContextSampling } from '../../api/types';
import { expiryChoices, type SamplingFormValues } from './sampling-form.values';

interface Props {
  readonly form: UseFormReturnType<SamplingFormValues>;
  readonly sampling: ContextSampling;
}

/** Which attributes, in what form the user, how many and for how long. */
export function KeptFields({ form, sampling }: Props) {
  return (
    <>
      <TagsInput
        label="Attributes"
        description="Those that your rules look at, say plan and country. Press Enter after each."
        splitChars={[',', ';']}
        clearable
        {...form.getInputProps('attributes')}
      />
      <Radio.Group label="User ids" {...form.getInputProps('targetingKey')}>
        <Stack gap="xs" mt={6}>
          <Radio
            value="hashed"
            label="As a hash"
            description="Cannot be read; who knows an id can recognise it. Of shares of users it is then foretold how many change, not who, and nobody is found in lists of ids."
          />
          <Radio
            value="plain"
            label="As they are"
            description="Whoever may see flags here sees the ids of real users. Every change is foretold exactly."
          />
        </Stack>
      </Radio.Group>
      <Group grow align="start">
        <Select
          label="Forget after"
          data={expiryChoices(sampling.expiresAfterSeconds)}
          allowDeselect={false}
          checkIconPosition="right"
          {...form.getInputProps('expiresAfterSeconds')}
        />
        <NumberInput
          label="At most"
          suffix=" contexts"
          allowDecimal={false}
          allowNegative={false}
          hideControls
          {...form.getInputProps('capacity')}
        />
      </Group>
    </>
  );
}
