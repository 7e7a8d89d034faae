import { Select } from '@mantine/core';
import type { ClientList } from '../../api/types';
import { without } from '../../components/without';
import { CLIENT_STATES, isClientState } from './client-words';
import type { ClientsSearch } from './clients.search';

interface Props {
  readonly list: ClientList;
  readonly search: ClientsSearch;
  readonly onChange: (next: ClientsSearch) => void;
}

/** Which of them are shown. */
export function StateChoice({ list, search, onChange }: Props) {
  const choices = Object.entries(CLIENT_STATES).map(([state, words]) => ({
    value: state,
    label: isClientState(state) ? `${words} (${list[state].toLocaleString('en')})` : words,
  }));
  return (
    <Select
      w={160}
      size="xs"
      aria-label="Which clients"
      data={[{ value: '', label: `All (${list.total.toLocaleString('en')})` }, ...choices]}
      value={search.state ?? ''}
      onChange={(state) =>
        onChange(isClientState(state) ? { ...search, state } : without(search, 'state'))
      }
      allowDeselect={false}
      checkIconPosition="right"
    />
  );
}
