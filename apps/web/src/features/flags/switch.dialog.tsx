import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { Flag } from '../../api/types';
import { strategyWords } from '../changes/strategy-words';
import { EnvironmentBadge } from '../environments/environment-badge';
import { ImpactPreview } from '../impact/impact-preview';
import { useTenant } from '../session/session.query';
import { flagName } from './flag-name';

interface Props {
  readonly opened: boolean;
  readonly flag: Flag;
  readonly env: string;
  readonly isBusy: boolean;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

/** Asks before customers notice, and says what they will notice. */
export function SwitchDialog({ opened, flag, env, isBusy, onClose, onConfirm }: Props) {
  const tenant = useTenant();
  const verb = flag.enabled ? 'off' : 'on';
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={
        <Text fw={650} span>
          Switch {verb} “{flagName(flag)}” in <EnvironmentBadge name={env} />?
        </Text>
      }
    >
      <Stack>
        <Text>
          {flag.enabled ? (
            <>Nobody gets it any more. Until now it went to: </>
          ) : (
            <>From now on it goes to: </>
          )}
          <b>{strategyWords(flag.strategy)}</b>.
        </Text>
        <ImpactPreview
          request={{ tenant, env, feature: { key: flag.key, enabled: !flag.enabled } }}
        />
        <Text size="sm" c="dimmed">
          This takes effect within seconds, is written to the audit log, and can be undone the same
          way.
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button color="var(--app-red)" loading={isBusy} onClick={onConfirm} data-autofocus>
            Switch {verb} in {env}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
