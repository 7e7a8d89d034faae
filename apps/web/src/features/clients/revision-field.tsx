import { useState } from 'react';
import { SearchText } from '../../components/search-text';
import { without } from '../../components/without';
import type { ClientsSearch } from './clients.search';

interface Props {
  readonly search: ClientsSearch;
  readonly onChange: (next: ClientsSearch) => void;
}

const REVISION = /^\d{1,15}$/;

/** Which revision clients are held against; empty, the present one. */
export function RevisionField({ search, onChange }: Props) {
  const [isWrong, setWrong] = useState(false);
  const ask = (text: string): void => {
    setWrong(text !== '' && !REVISION.test(text));
    if (text === '') onChange(without(search, 'revision'));
    else if (REVISION.test(text)) onChange({ ...search, revision: Number(text) });
  };
  return (
    <SearchText
      w={170}
      size="xs"
      label="Revision"
      placeholder="Revision: present"
      inputMode="numeric"
      error={isWrong}
      value={search.revision?.toString()}
      onSearch={ask}
    />
  );
}
