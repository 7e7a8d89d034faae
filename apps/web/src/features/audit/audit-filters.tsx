import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { without } from '../../components/without';
import { useEnvironmentNames } from '../environments/environments.query';
import { ACTIONS } from './action-words';
import styles from './audit.module.css';
import type { AuditSearch } from './audit.search';

const PAUSE_OF_TYPING_MS = 300;
const CHOICES = Object.entries(ACTIONS).map(([value, label]) => ({ value, label }));

type TextFilter = Exclude<keyof AuditSearch, 'page'>;

interface Props {
  readonly search: AuditSearch;
  readonly onChange: (next: AuditSearch) => void;
}

/** Which events are shown. */
export function AuditFilters({ search, onChange }: Props) {
  const environments = useEnvironmentNames();
  const set = (filter: TextFilter, value: string | null): void => {
    const rest = without(search, filter, 'page');
    onChange(value === null || value === '' ? rest : { ...rest, [filter]: value });
  };
  const isFiltered = Object.keys(search).some((name) => name !== 'page');
  return (
    <div className={styles.filters} role="search">
      <WordsFilter
        key={`q${String(isFiltered)}`}
        label="Search events"
        placeholder="Search words"
        value={search.q}
        withIcon
        onChange={(value) => set('q', value)}
      />
      <WordsFilter
        key={`key${search.key ?? ''}`}
        label="Key"
        placeholder="Flag key"
        value={search.key}
        onChange={(value) => set('key', value)}
      />
      <Select
        aria-label="Environment"
        placeholder="Any environment"
        data={[...environments]}
        value={search.env ?? null}
        onChange={(value) => set('env', value)}
        clearable
      />
      <Select
        aria-label="Action"
        placeholder="Any action"
        data={CHOICES}
        value={search.action ?? null}
        onChange={(value) => set('action', value)}
        clearable
        searchable
      />
      <TextInput
        type="datetime-local"
        aria-label="From"
        leftSection="from"
        leftSectionWidth={46}
        value={search.from ?? ''}
        onChange={({ currentTarget }) => set('from', currentTarget.value)}
      />
      <TextInput
        type="datetime-local"
        aria-label="Until"
        leftSection="until"
        leftSectionWidth={46}
        value={search.to ?? ''}
        onChange={({ currentTarget }) => set('to', currentTarget.value)}
      />
      {search.actor !== undefined && (
        <Button variant="default" onClick={() => set('actor', null)}>
          One person only: show everyone
        </Button>
      )}
      {isFiltered && (
        <Button variant="subtle" color="gray" onClick={() => onChange({})}>
          Clear filters
        </Button>
      )}
    </div>
  );
}

interface WordsProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string | undefined;
  readonly withIcon?: boolean;
  readonly onChange: (value: string) => void;
}

/** A text that is searched for when the typing pauses. */
function WordsFilter({ label, placeholder, value = '', withIcon = false, onChange }: WordsProps) {
  const [typed, setTyped] = useState(value);
  const search = useDebouncedCallback(onChange, PAUSE_OF_TYPING_MS);
  return (
    <TextInput
      aria-label={label}
      placeholder={placeholder}
      leftSection={withIcon ? <IconSearch size={16} /> : undefined}
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        search(currentTarget.value.trim());
      }}
    />
  );
}
