import { Modal, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import { TypedConfirmation } from '../../components/typed-confirmation';
import { EnvironmentBadge } from './environment-badge';
import { useDeleteEnvironment, useEnvironmentNames } from './environments.query';

interface Props {
  readonly opened: boolean;
  readonly env: string;
  readonly onClose: () => void;
}

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
  const next = useEnvironmentNames().find((name) => name !== env);
  const navigate = useNavigate();
  const remove = useDeleteEnvironment();
  const confirm = (): void =>
    remove.mutate(env, {
      onSuccess: () => {
        onClose();
        notifications.show({ color: 'green', message: `${env} is deleted.` });
        if (next !== undefined) void navigate({ to: '/env/$env/flags', params: { env: next } });
      },
    });
  return (
    <TypedConfirmation
      word={env}
      label="The name of the environment to delete"
      action={`Delete ${env}`}
      pending={remove.isPending}
      error={remove.error}
      onConfirm={confirm}
      onCancel={onClose}
    >
      <Text c="dimmed">
        Only one without flags and segments can be deleted. Its API keys stop working at once; the
        audit log stays.
      </Text>
    </TypedConfirmation>
  );
}
