import { Button, Code, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { asProblem } from '../../api/problem';
import { ProblemNotice } from '../../components/problem-notice';
import { EnvironmentBadge } from './environment-badge';
import { useDeleteEnvironment, useEnvironmentNames } from './environments.query';

interface Props {
  readonly opened: boolean;
  readonly env: string;
  readonly onClose: () => void;
}

/** Deleting cannot be undone by a press, so it is asked for by typing the name. */
export function DeleteEnvironmentDialog({ opened, env, onClose }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={
        <Text fw={650} span>
          Delete the environment <EnvironmentBadge name={env} />?
        </Text>
      }
    >
      <DeleteEnvironmentForm env={env} onClose={onClose} />
    </Modal>
  );
}

function DeleteEnvironmentForm({ env, onClose }: Omit<Props, 'opened'>) {
  const [typed, setTyped] = useState('');
  const next = useEnvironmentNames().find((name) => name !== env);
  const navigate = useNavigate();
  const remove = useDeleteEnvironment();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (typed !== env) return;
    remove.mutate(env, {
      onSuccess: () => {
        onClose();
        notifications.show({ color: 'green', message: `${env} is deleted.` });
        if (next !== undefined) void navigate({ to: '/env/$env/flags', params: { env: next } });
      },
    });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text c="dimmed">
          Only one without flags and segments can be deleted. Its API keys stop working at once; the
          audit log stays.
        </Text>
        <TextInput
          label={
            <>
              Type <Code>{env}</Code> to delete it
            </>
          }
          aria-label="The name of the environment to delete"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          data-autofocus
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        {remove.isError && <ProblemNotice problem={asProblem(remove.error)} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            color="var(--app-red)"
            disabled={typed !== env}
            loading={remove.isPending}
          >
            Delete {env}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
