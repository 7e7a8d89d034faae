import { Button, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { SearchText } from '../../components/search-text';
import { without } from '../../components/without';
import { useEnvironmentNames } from '../environments/environments.query';
import { ACTIONS } from './action-words';
import styles from './audit.module.css';
import type { AuditSearch } from './audit.search';

const CHOICES = Object.entries(ACTIONS).map(([value, label]) => ({ value, label }));

type TextFilter = Exclude<keyof AuditSearch, 'page'>;
type SetFilter = (filter: TextFilter, value: string | null) => void;

interface Props {
  readonly search: AuditSearch;
  readonly onChange: (next: AuditSearch) => void;
}

/** Which events are shown. On a phone most filters wait behind a button. */
export function AuditFilters({ search, onChange }: Props) {
  const [isOpen, setOpen] = useState(false);
  const set: SetFilter = (filter, value) => {
    const rest = without(search, filter, 'page');
    onChange(value === null || value === '' ? rest : { ...rest, [filter]: value });
  };
  const isFiltered = Object.keys(search).some((name) => name !== 'page');
  return (
    <div className={styles.filters} role="search">
      <SearchText
        label="Search events"
        placeholder="Search words"
        leftSection={<IconSearch size={16} />}
        value={search.q}
        onSearch={(text) => set('q', text)}
      />
      <Button
        hiddenFrom="sm"
        variant="default"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? 'Fewer filters' : 'More filters'}
      </Button>
      <div className={styles.more} data-open={isOpen}>
        <MoreFilters search={search} onSet={set} />
      </div>
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

function MoreFilters({ search, onSet }: { search: AuditSearch; onSet: SetFilter }) {
  const environments = useEnvironmentNames();
  return (
    <>
      <SearchText
        label="Key"
        placeholder="Flag key"
        value={search.key}
        onSearch={(text) => onSet('key', text)}
      />
      <Select
        aria-label="Environment"
        placeholder="Any environment"
        data={[...environments]}
        value={search.env ?? null}
        onChange={(value) => onSet('env', value)}
        clearable
      />
      <Select
        aria-label="Action"
        placeholder="Any action"
        data={CHOICES}
        value={search.action ?? null}
        onChange={(value) => onSet('action', value)}
        clearable
        searchable
      />
      <MomentField label="From" value={search.from} onSet={(value) => onSet('from', value)} />
      <MomentField label="Until" value={search.to} onSet={(value) => onSet('to', value)} />
    </>
  );
}

interface MomentProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onSet: (value: string) => void;
}

/** A moment in the reader's own time. */
function MomentField({ label, value, onSet }: MomentProps) {
  return (
    <TextInput
      type="datetime-local"
      aria-label={label}
      leftSection={label.toLowerCase()}
      leftSectionWidth={50}
      value={value ?? ''}
      onChange={({ currentTarget }) => onSet(currentTarget.value)}
    />
  );
}
