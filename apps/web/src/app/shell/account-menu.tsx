import { Menu, SegmentedControl, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { IconBook2, IconKey, IconLogout, IconSelector } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useSession } from '../../features/session/session.query';
import { useLogOut } from '../../features/session/use-session-actions';
import styles from './account-menu.module.css';

/** Who is logged in, and what concerns them rather than the flags. */
export function AccountMenu() {
  const { tenant, tenantName } = useSession();
  const logOut = useLogOut();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <div className={styles.place}>
      <Menu position="top-start" width={224} shadow="md">
        <Menu.Target>
          <UnstyledButton className={styles.button}>
            <span className={styles.initial} aria-hidden>
              {tenantName.charAt(0).toUpperCase()}
            </span>
            <span className={styles.words}>
              <b>{tenantName}</b>
              <span>{tenant}</span>
            </span>
            <IconSelector size={16} aria-hidden />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>Theme</Menu.Label>
          <SegmentedControl
            size="xs"
            fullWidth
            mx={4}
            mb={6}
            aria-label="Theme"
            value={colorScheme}
            onChange={(scheme) => setColorScheme(scheme)}
            data={[
              { value: 'light', label: 'Light' },
              { value: 'dark', label: 'Dark' },
              { value: 'auto', label: 'System' },
            ]}
          />
          <Menu.Divider />
          <Menu.Item component={Link} to="/account" leftSection={<IconKey size={16} />}>
            Change password
          </Menu.Item>
          <Menu.Item
            component="a"
            href="/docs"
            target="_blank"
            leftSection={<IconBook2 size={16} />}
          >
            API documentation
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => logOut.mutate()}>
            Log out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
