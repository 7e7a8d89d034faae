import { CopyButton, Tooltip, UnstyledButton } from '@mantine/core';
import styles from './copy-text.module.css';

/** Text that machines read too (a key, an id): a click copies it. */
export function CopyText({ text }: { text: string }) {
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? 'Copied' : 'Copy'}>
          <UnstyledButton className={styles.text} onClick={copy} aria-label={`Copy ${text}`}>
            {text}
          </UnstyledButton>
        </Tooltip>
      )}
    </CopyButton>
  );
}
