import { Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { PropsWithChildren, ReactNode } from 'react';
import { Logo } from '../../components/logo';
import styles from './door-layout.module.css';
import { DoorPicture } from './door-picture';

type Props = PropsWithChildren<{ title: string; lead: ReactNode }>;

/** The page before one is inside: the form, and beside it what awaits. */
export function DoorLayout({ title, lead, children }: Props) {
  useDocumentTitle(`${title} · Toggle Service`);
  return (
    <div className={styles.door}>
      <main className={styles.form}>
        <div className={styles.brand}>
          <Logo size={26} /> Toggle Service
        </div>
        <div className={styles.sheet}>
          <Title order={1}>{title}</Title>
          <Text c="dimmed" mt={6} mb="lg">
            {lead}
          </Text>
          {children}
        </div>
      </main>
      <DoorPicture />
    </div>
  );
}
