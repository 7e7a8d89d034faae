import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { asProblem } from '../../api/problem';

const TIME_TO_UNDO_MS = 10_000;
const TIME_TO_READ_MS = 15_000;

interface Switched {
  readonly name: string;
  readonly env: string;
  readonly enabled: boolean;
}

/** Says what was done and offers to take it back. Absent `undo`: this was the taking back. */
export function notifySwitched({
  name,
  env,
  enabled,
  undo,
}: Switched & { undo: (() => void) | undefined }): void {
  const id = notifications.show({
    color: enabled ? 'var(--app-green)' : 'gray',
    autoClose: TIME_TO_UNDO_MS,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">
          <b>{name}</b> is {enabled ? 'on' : 'off'} in <b>{env}</b>.
        </Text>
        {undo !== undefined && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              notifications.hide(id);
              undo();
            }}
          >
            Undo
          </Button>
        )}
      </Group>
    ),
  });
}

/** Says that the switch stands where it stood, and why. */
export function notifyNotSwitched({
  name,
  env,
  enabled,
  error,
}: Switched & { error: unknown }): void {
  const { message, requestId } = asProblem(error);
  notifications.show({
    color: 'red',
    autoClose: TIME_TO_READ_MS,
    title: `${name} was not switched ${enabled ? 'on' : 'off'} in ${env}`,
    message: requestId === undefined ? message : `${message} (request ${requestId})`,
  });
}
