import { UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronRight } from '@tabler/icons-react';
import { type PropsWithChildren, useId } from 'react';
import styles from './disclosure.module.css';

/** What is there for those who want to know: closed at first, and made only when it is opened. */
export function Disclosure({ label, children }: PropsWithChildren<{ label: string }>) {
  const [isOpen, { toggle }] = useDisclosure(false);
  const id = useId();
  return (
    <div>
      <UnstyledButton
        className={styles.toggle}
        onClick={toggle}
        aria-expanded={isOpen}
        aria-controls={id}
      >
        <IconChevronRight size={16} aria-hidden /> {label}
      </UnstyledButton>
      <div id={id} hidden={!isOpen}>
        {isOpen && children}
      </div>
    </div>
  );
}
