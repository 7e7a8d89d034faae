import { CloseButton, Kbd, Pill, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { without } from '../../../components/without';
import styles from './flag-list.module.css';
import { FLAG_ORDERS, type FlagListSearch, type FlagOrder } from './flag-list.search';

const PAUSE_OF_TYPING_MS = 250;
const ORDERS = Object.entries(FLAG_ORDERS).map(([value, label]) => ({ value, label }));

interface Props {
  readonly search: FlagListSearch;
  readonly onChange: (next: FlagListSearch) => void;
}

/** Search, the chosen tag and the order. */
export function FlagListToolbar({ search, onChange }: Props) {
  const { sort, tag } = search;
  const drop = (field: keyof FlagListSearch): void => onChange(without(search, field, 'page'));
  return (
    <div className={styles.toolbar} role="search">
      <SearchField
        value={search.q ?? ''}
        onChange={(q) => (q === '' ? drop('q') : onChange({ ...search, q, page: 1 }))}
      />
      {tag !== undefined && (
        <Pill
          size="md"
          withRemoveButton
          onRemove={() => drop('tag')}
          removeButtonProps={{ 'aria-label': `All tags, not only ${tag}`, 'aria-hidden': false }}
        >
          tag: {tag}
        </Pill>
      )}
      <Select
        className={styles.order}
        aria-label="Order"
        data={ORDERS}
        value={sort ?? 'key'}
        onChange={(order) => onChange({ ...search, sort: order as FlagOrder, page: 1 })}
        allowDeselect={false}
        checkIconPosition="right"
      />
    </div>
  );
}

function SearchField({ value, onChange }: { value: string; onChange: (q: string) => void }) {
  const [typed, setTyped] = useState(value);
  const field = useRef<HTMLInputElement>(null);
  const search = useDebouncedCallback(onChange, PAUSE_OF_TYPING_MS);
  useHotkeys([['/', () => field.current?.focus()]]);
  const type = (text: string): void => {
    setTyped(text);
    search(text.trim());
  };
  return (
    <TextInput
      ref={field}
      className={styles.search}
      aria-label="Search flags"
      placeholder="Search by key, name or description"
      leftSection={<IconSearch size={16} />}
      rightSection={
        typed === '' ? (
          <Kbd size="xs" visibleFrom="sm">
            /
          </Kbd>
        ) : (
          <CloseButton size="sm" aria-label="Clear the search" onClick={() => type('')} />
        )
      }
      value={typed}
      onChange={({ currentTarget }) => type(currentTarget.value)}
      onKeyDown={({ key }) => key === 'Escape' && type('')}
    />
  );
}
