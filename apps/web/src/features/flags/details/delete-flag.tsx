import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Flag } from '../../../api/types';
import { Panel } from '../../../components/panel';
import { DeleteFlagDialog } from './delete-flag.dialog';

/** The way to get rid of a flag, at the end of its page and not beside its switch. */
export function DeleteFlag({ flag, env }: { flag: Flag; env: string }) {
  const [isAsking, asking] = useDisclosure(false);
  return (
    <Panel>
      <Group justify="space-between">
        <Text size="sm" c="dimmed" maw={560}>
          Deleting removes the flag from {env} only. Applications that still ask for it get their
          own default.
        </Text>
        <Button variant="outline" color="var(--app-red)" onClick={asking.open}>
          Delete from {env}
        </Button>
      </Group>
      <DeleteFlagDialog opened={isAsking} flag={flag} env={env} onClose={asking.close} />
    </Panel>
  );
}
