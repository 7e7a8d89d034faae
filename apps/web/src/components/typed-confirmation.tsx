import { Button, Code, Group, Stack, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { asProblem } from '../api/problem';
import { ProblemNotice } from './problem-notice';

interface Props {
  /** What has to be typed. */
  readonly word: string;
  /** What the word is, for who does not see the page. */
  readonly label: string;
  /** What the button says. */
  readonly action: string;
  readonly pending: boolean;
  readonly error: Error | null;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
  /** What is to be known before. */
  readonly children?: ReactNode;
}

/** Deleting cannot be undone by a press, so it is asked for by typing a word. */
export function TypedConfirmation({ word, label, action, pending, error, ...props }: Props) {
  const [typed, setTyped] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (typed === word) props.onConfirm();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {props.children}
        <TextInput
          label={
            <>
              Type <Code>{word}</Code> to delete it
            </>
          }
          aria-label={label}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          data-autofocus
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        {error !== null && <ProblemNotice problem={asProblem(error)} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onCancel}>
            Cancel
          </Button>
          <Button type="submit" color="var(--app-red)" disabled={typed !== word} loading={pending}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
