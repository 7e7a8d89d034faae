import { Stack, Text, Title } from '@mantine/core';
import type { ComponentType, PropsWithChildren, ReactNode } from 'react';
import styles from './empty-state.module.css';

type Props = PropsWithChildren<{
  icon: ComponentType<{ size?: number; stroke?: number }>;
  title: string;
  action?: ReactNode;
}>;

/** A place with nothing in it says what would be there and how to begin. */
export function EmptyState({ icon: Icon, title, action, children }: Props) {
  return (
    <Stack className={styles.state} align="center" gap="xs">
      <span className={styles.icon} aria-hidden>
        <Icon size={24} stroke={1.6} />
      </span>
      <Title order={2}>{title}</Title>
      <Text c="dimmed" maw={460}>
        {children}
      </Text>
      {action !== undefined && <div className={styles.action}>{action}</div>}
    </Stack>
  );
}
