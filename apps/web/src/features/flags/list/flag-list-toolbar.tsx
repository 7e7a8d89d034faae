import { Kbd, Pill, Select } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useRef } from 'react';
import { SearchText } from '../../../components/search-text';
import { without } from '../../../components/without';
import styles from './flag-list.module.css';
import { FLAG_ORDERS, type FlagListSearch, type FlagOrder } from './flag-list.search';

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
  const field = useRef<HTMLInputElement>(null);
  useHotkeys([['/', () => field.current?.focus()]]);
  return (
    <SearchText
      ref={field}
      className={styles.search}
      label="Search flags"
      placeholder="Search by key, name or description"
      leftSection={<IconSearch size={16} />}
      rightSection={
        <Kbd size="xs" visibleFrom="sm">
          /
        </Kbd>
      }
      value={value}
      onSearch={onChange}
    />
  );
}
