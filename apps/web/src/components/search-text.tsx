import { CloseButton, TextInput, type TextInputProps } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';

const PAUSE_OF_TYPING_MS = 250;

type Props = Omit<TextInputProps, 'value' | 'onChange' | 'aria-label'> & {
  readonly label: string;
  /** What is searched for now, as the address says it. */
  readonly value: string | undefined;
  readonly onSearch: (text: string) => void;
};

/** A text that is searched for when the typing pauses. Escape and the cross empty it. */
export function SearchText({ label, value = '', onSearch, rightSection, ...input }: Props) {
  const [typed, setTyped] = useState(value);
  const [asked, setAsked] = useState(value);
  // Changed from elsewhere (the way back, "clear filters"): the field follows.
  if (value !== asked) {
    setAsked(value);
    setTyped(value);
  }
  const ask = useDebouncedCallback((text: string) => {
    setAsked(text);
    onSearch(text);
  }, PAUSE_OF_TYPING_MS);
  const type = (text: string): void => {
    setTyped(text);
    ask(text.trim());
  };
  return (
    <TextInput
      {...input}
      aria-label={label}
      value={typed}
      onChange={({ currentTarget }) => type(currentTarget.value)}
      onKeyDown={({ key }) => key === 'Escape' && type('')}
      rightSection={
        typed === '' ? (
          rightSection
        ) : (
          <CloseButton size="sm" aria-label={`Clear: ${label}`} onClick={() => type('')} />
        )
      }
    />
  );
}
