import { Alert, Modal, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { Flag } from '../../../api/types';
import { TypedConfirmation } from '../../../components/typed-confirmation';
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
  const tenant = useTenant();
  const navigate = useNavigate();
  const remove = useDeleteFlag();
  const confirm = (): void =>
    remove.mutate(
      { tenant, env, key },
      {
        onSuccess: () => {
          notifications.show({ color: 'green', message: `${key} is deleted from ${env}.` });
          void navigate({ to: '/env/$env/flags', params: { env } });
        },
      },
    );
  return (
    <TypedConfirmation
      word={key}
      label="The key of the flag to delete"
      action={`Delete from ${env}`}
      pending={remove.isPending}
      error={remove.error}
      onConfirm={confirm}
      onCancel={onClose}
    >
      {flag.enabled && (
        <Alert color="red" icon={<IconAlertTriangle size={18} />}>
          It is on, for: <b>{strategyWords(flag.strategy)}</b>. They fall back to what the
          application does without the flag.
        </Alert>
      )}
    </TypedConfirmation>
  );
}
