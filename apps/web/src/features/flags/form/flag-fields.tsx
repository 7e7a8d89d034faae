import { Stack, TagsInput, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { FlagFormValues } from './flag-form.values';

interface Props {
  readonly form: UseFormReturnType<FlagFormValues>;
  /** The key of a flag that exists is part of its address and stands there already. */
  readonly withKey: boolean;
}

/** What the flag is called and what it is for. */
export function FlagFields({ form, withKey }: Props) {
  return (
    <Stack>
      {withKey && (
        <TextInput
          label="Key"
          description="What your application asks for. It can never be changed."
          placeholder="checkout-redesign"
          styles={{ input: { fontFamily: 'var(--app-font-mono)' } }}
          autoCapitalize="none"
          spellCheck={false}
          required
          autoFocus
          {...form.getInputProps('key')}
        />
      )}
      <TextInput label="Name" placeholder="Checkout redesign" {...form.getInputProps('name')} />
      <Textarea
        label="Description"
        placeholder="What changes for users when it is on, and when it can go away."
        autosize
        minRows={2}
        maxRows={8}
        {...form.getInputProps('description')}
      />
      <TagsInput
        label="Tags"
        description="Press Enter after each."
        splitChars={[',', ';']}
        clearable
        {...form.getInputProps('tags')}
      />
    </Stack>
  );
}
