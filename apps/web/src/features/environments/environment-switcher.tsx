import { Menu, UnstyledButton } from '@mantine/core';
import { IconCheck, IconPlus, IconSelector, IconTrash } from '@tabler/icons-react';
import { useNavigate, useParams, useRouterState } from '@tanstack/react-router';
import { EnvironmentDot } from './environment-badge';
import { environmentKind, isProductionLike } from './environment-kind';
import styles from './environment-switcher.module.css';
import { useEnvironmentNames } from './environments.query';

interface Props {
  readonly current: string;
  readonly onAdd: () => void;
  readonly onDelete: () => void;
  /** In the narrow header: the name without its caption. */
  readonly compact?: boolean;
}

/** Where one is, and the way to the other environments. The page stays the same one over there. */
export function EnvironmentSwitcher({ current, onAdd, onDelete, compact = false }: Props) {
  const names = useEnvironmentNames();
  const goTo = useGoToEnvironment();
  return (
    <Menu width={compact ? 220 : 'target'} position="bottom-start" shadow="md">
      <Menu.Target>
        <UnstyledButton
          className={styles.button}
          data-compact={compact}
          data-environment-kind={environmentKind(current)}
          aria-label={`Environment: ${current}`}
        >
          <EnvironmentDot name={current} />
          <span className={styles.words}>
            {!compact && <span className={styles.caption}>Environment</span>}
            <b>{current}</b>
          </span>
          {isProductionLike(current) && <span className={styles.live}>live</span>}
          <IconSelector size={16} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {names.map((name) => (
          <Menu.Item
            key={name}
            onClick={() => goTo(name)}
            leftSection={<EnvironmentDot name={name} />}
            rightSection={name === current ? <IconCheck size={16} aria-label="here" /> : undefined}
          >
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconPlus size={16} />} onClick={onAdd}>
          Add environment
        </Menu.Item>
        <Menu.Item leftSection={<IconTrash size={16} />} onClick={onDelete}>
          Delete {current}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Pages that every environment has. */
const PAGES = ['/env/$env/usage', '/env/$env/clients', '/env/$env/usage/contexts'] as const;

function useGoToEnvironment(): (env: string) => void {
  const navigate = useNavigate();
  const { key } = useParams({ strict: false });
  const path = useRouterState({ select: ({ matches }) => matches.at(-1)?.fullPath });
  const page = PAGES.find((each) => each === path);
  return (env) => {
    if (page !== undefined) void navigate({ to: page, params: { env } });
    else if (key === undefined) void navigate({ to: '/env/$env/flags', params: { env } });
    else void navigate({ to: '/env/$env/flags/$key', params: { env, key } });
  };
}
