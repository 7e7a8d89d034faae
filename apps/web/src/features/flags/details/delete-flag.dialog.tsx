import { Alert, Button, Code, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { asProblem } from '../../../api/problem';
import type { Flag } from '../../../api/types';
import { ProblemNotice } from '../../../components/problem-notice';
import { strategyWords } from '../../changes/strategy-words';
import { EnvironmentBadge } from '../../environments/environment-badge';
import { useTenant } from '../../session/session.query';
import { useDeleteFlag } from '../flag-writes';

interface Props {
  readonly opened: boolean;
  readonly flag: Flag;
  readonly env: string;
  readonly onClose: () => void;
}

/** Deleting cannot be undone by a press, so it is asked for by typing the key. */
export function DeleteFlagDialog({ opened, flag, env, onClose }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={
        <Text fw={650} span>
          Delete this flag from <EnvironmentBadge name={env} />?
        </Text>
      }
    >
      <DeleteFlagForm flag={flag} env={env} onClose={onClose} />
    </Modal>
  );
}

function DeleteFlagForm({ flag, env, onClose }: Omit<Props, 'opened'>) {
  const { key } = flag;
  const [typed, setTyped] = useState('');
  const tenant = useTenant();
  const navigate = useNavigate();
  const remove = useDeleteFlag();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (typed !== key) return;
    remove.mutate(
      { tenant, env, key },
      {
        onSuccess: () => {
          notifications.show({ color: 'green', message: `${key} is deleted from ${env}.` });
          void navigate({ to: '/env/$env/flags', params: { env } });
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {flag.enabled && (
          <Alert color="red" icon={<IconAlertTriangle size={18} />}>
            It is on, for: <b>{strategyWords(flag.strategy)}</b>. They fall back to what the
            application does without the flag.
          </Alert>
        )}
        <TextInput
          label={
            <>
              Type <Code>{key}</Code> to delete it
            </>
          }
          aria-label="The key of the flag to delete"
          autoComplete="off"
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
            disabled={typed !== key}
            loading={remove.isPending}
          >
            Delete from {env}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
