import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { asProblem } from '../../api/problem';
import { ProblemNotice } from '../../components/problem-notice';
import { countWords } from '../changes/strategy-words';
import { EnvironmentBadge } from '../environments/environment-badge';
import { useTenant } from '../session/session.query';
import { useForgetContexts } from './sampling.query';

interface Props {
  readonly opened: boolean;
  readonly env: string;
  readonly kept: number;
  readonly onClose: () => void;
}

/** Forgetting cannot be undone, so it is asked. */
export function ForgetContextsDialog({ opened, env, kept, onClose }: Props) {
  const tenant = useTenant();
  const forget = useForgetContexts();
  const confirm = (): void =>
    forget.mutate(
      { tenant, env },
      {
        onSuccess: () => {
          notifications.show({
            color: 'green',
            message: `Recent contexts of ${env} are forgotten.`,
          });
          onClose();
        },
      },
    );
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={
        <Text fw={650} span>
          Forget {countWords(kept, 'context')} of <EnvironmentBadge name={env} />?
        </Text>
      }
    >
      <Stack>
        <Text size="sm">
          They cannot be brought back. If the sample is on, new ones are kept from then on.
        </Text>
        {forget.isError && <ProblemNotice problem={asProblem(forget.error)} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            color="var(--app-red)"
            loading={forget.isPending}
            onClick={confirm}
            data-autofocus
          >
            Forget them
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
