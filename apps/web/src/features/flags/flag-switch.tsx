import { Switch } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Flag } from '../../api/types';
import { isProductionLike } from '../environments/environment-kind';
import { flagName } from './flag-name';
import styles from './flag-switch.module.css';
import { useSwitchFlag } from './flag-writes';
import { notifyNotSwitched, notifySwitched } from './switch-notice';
import { SwitchDialog } from './switch.dialog';

interface Props {
  readonly flag: Flag;
  readonly env: string;
}

/**
 * Switches a flag on or off. Moves at once where nobody is hurt and asks first where customers are;
 * what was done can be undone from the notice, what was refused moves back and says so.
 */
export function FlagSwitch({ flag, env }: Props) {
  const { key } = flag;
  const [isAsking, asking] = useDisclosure(false);
  const write = useSwitchFlag({ env, key });
  const shown = write.isPending ? write.variables : flag.enabled;
  const name = flagName(flag);

  const apply = (enabled: boolean, isUndo = false): void => {
    write.mutate(enabled, {
      onSuccess: () => {
        asking.close();
        const undo = isUndo ? undefined : () => apply(!enabled, true);
        notifySwitched({ name, env, enabled, undo });
      },
      onError: (error) => {
        asking.close();
        notifyNotSwitched({ name, env, enabled, error });
      },
    });
  };

  return (
    <>
      <span className={styles.place} data-on={shown}>
        <Switch
          color="var(--app-green)"
          checked={shown}
          disabled={write.isPending && isProductionLike(env)}
          onChange={({ currentTarget }) =>
            isProductionLike(env) ? asking.open() : apply(currentTarget.checked)
          }
          aria-label={`${name} in ${env}`}
          aria-busy={write.isPending}
        />
        <span className={styles.word} aria-hidden>
          {shown ? 'On' : 'Off'}
        </span>
      </span>
      <SwitchDialog
        opened={isAsking}
        flag={flag}
        env={env}
        isBusy={write.isPending}
        onClose={asking.close}
        onConfirm={() => apply(!flag.enabled)}
      />
    </>
  );
}
