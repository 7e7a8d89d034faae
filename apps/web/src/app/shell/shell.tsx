import { AppShell, Burger, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Logo } from '../../components/logo';
import { AddEnvironmentDialog } from '../../features/environments/add-environment.dialog';
import { DeleteEnvironmentDialog } from '../../features/environments/delete-environment.dialog';
import { EnvironmentSwitcher } from '../../features/environments/environment-switcher';
import { environmentKind } from '../../features/environments/environment-kind';
import { useCurrentEnvironment } from '../../features/environments/use-current-environment';
import { AccountMenu } from './account-menu';
import { Navigation } from './navigation';
import styles from './shell.module.css';

/** The frame around every page of those who are logged in. */
export function Shell() {
  const [isMenuOpen, menu] = useDisclosure(false);
  const [isAdding, adding] = useDisclosure(false);
  const [isDeleting, deleting] = useDisclosure(false);
  const environment = useCurrentEnvironment();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const { close } = menu;
  useEffect(close, [close, path]);

  return (
    <AppShell
      layout="alt"
      header={{ height: { base: 56, sm: 0 } }}
      navbar={{ width: 248, breakpoint: 'sm', collapsed: { mobile: !isMenuOpen } }}
      padding={0}
      data-environment-kind={environmentKind(environment)}
    >
      <a href="#content" className={styles.skip}>
        Skip to the content
      </a>
      <AppShell.Header className={styles.header} hiddenFrom="sm">
        <Group h="100%" px="md" justify="space-between">
          <Group gap="sm">
            <Burger opened={isMenuOpen} onClick={menu.toggle} size="sm" aria-label="Menu" />
            <Logo />
          </Group>
          <EnvironmentSwitcher
            current={environment}
            onAdd={adding.open}
            onDelete={deleting.open}
            compact
          />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar className={styles.navbar}>
        <div className={styles.brand}>
          <Burger
            hiddenFrom="sm"
            opened
            onClick={menu.close}
            size="sm"
            aria-label="Close the menu"
          />
          <Logo /> Toggle Service
        </div>
        <div className={styles.switcher}>
          <EnvironmentSwitcher current={environment} onAdd={adding.open} onDelete={deleting.open} />
        </div>
        <Navigation environment={environment} />
        <AccountMenu />
      </AppShell.Navbar>
      <AppShell.Main className={styles.main}>
        <div className={styles.band} aria-hidden />
        <div id="content" className={styles.page} tabIndex={-1}>
          <Outlet />
        </div>
      </AppShell.Main>
      <AddEnvironmentDialog opened={isAdding} onClose={adding.close} />
      <DeleteEnvironmentDialog opened={isDeleting} env={environment} onClose={deleting.close} />
    </AppShell>
  );
}
