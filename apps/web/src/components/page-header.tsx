import { Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useDocumentTitle } from '@mantine/hooks';
import styles from './page-header.module.css';

interface Props {
  /** Also the title of the browser's tab. */
  readonly title: string;
  readonly badge?: ReactNode;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
}

/** What this page is, and what can be done here. */
export function PageHeader({ title, badge, lead, actions }: Props) {
  useDocumentTitle(`${title} · Toggle Service`);
  return (
    <header className={styles.header}>
      <div className={styles.words}>
        <Group gap="sm">
          <Title order={1} className={styles.title}>
            {title}
          </Title>
          {badge}
        </Group>
        {lead !== undefined && (
          <Text component="div" c="dimmed" mt={4}>
            {lead}
          </Text>
        )}
      </div>
      {actions !== undefined && <Group gap="xs">{actions}</Group>}
    </header>
  );
}
