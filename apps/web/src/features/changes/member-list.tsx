import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import styles from './change-list.module.css';
import { countWords } from './strategy-words';

/** More than this many of a kind are counted until someone asks for them. */
const SHOWN_AT_FIRST = 12;
/** More than this many would make the page slow without telling a reader more. */
const SHOWN_AT_MOST = 1000;

interface Props {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** What came to and went from a list. */
export function MemberList({ added, removed }: Props) {
  return (
    <span className={styles.members}>
      <Members members={removed} sign="−" className={styles.before} word="removed" />
      <Members members={added} sign="+" className={styles.after} word="added" />
    </span>
  );
}

interface MembersProps {
  readonly members: readonly string[];
  readonly sign: string;
  readonly word: string;
  readonly className: string | undefined;
}

function Members({ members, sign, word, className }: MembersProps) {
  const [isOpen, setOpen] = useState(false);
  const shown = members.slice(0, isOpen ? SHOWN_AT_MOST : SHOWN_AT_FIRST);
  const hidden = members.length - shown.length;
  const Tag = word === 'added' ? 'ins' : 'del';
  return (
    <>
      {shown.map((member) => (
        <Tag key={member} className={className}>
          {sign} {member}
        </Tag>
      ))}
      {hidden > 0 && (
        <UnstyledButton className={styles.more} onClick={() => setOpen(true)} disabled={isOpen}>
          and {countWords(hidden, 'other')} {word}
        </UnstyledButton>
      )}
    </>
  );
}
