import { Button, Group } from '@mantine/core';
import { IconFlagPlus, IconSearchOff } from '@tabler/icons-react';
import { LinkButton } from '../../../components/link-button';
import { EmptyState } from '../../../components/empty-state';
import type { FlagListSearch } from './flag-list.search';

interface Props {
  readonly env: string;
  readonly search: FlagListSearch;
  readonly onChange: (next: FlagListSearch) => void;
}

/** No flags: because of what is searched for, of the page, or because there are none yet. */
export function FlagListEmpty({ env, search, onChange }: Props) {
  if (search.q !== undefined || search.tag !== undefined) {
    return (
      <EmptyState
        icon={IconSearchOff}
        title="No flag matches"
        action={
          <Button variant="default" onClick={() => onChange({})}>
            Show all flags
          </Button>
        }
      >
        Search looks at the key, the name and the description of the flags in {env}.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={IconFlagPlus}
      title={`No flags in ${env} yet`}
      action={
        <Group gap="xs" justify="center">
          <LinkButton to="/env/$env/new-flag" params={{ env }}>
            Create the first flag
          </LinkButton>
          <LinkButton to="/promote" search={{ to: env }} variant="default">
            Promote from another environment
          </LinkButton>
        </Group>
      }
    >
      A flag decides who gets a feature while the code is already there: everyone, a share of users,
      or the ones you choose. Your application asks for it by its key.
    </EmptyState>
  );
}
