import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconGitMerge } from '@tabler/icons-react';
import type { Versioned } from '../../../api/client';
import type { Flag } from '../../../api/types';
import { Panel } from '../../../components/panel';
import { RelativeTime } from '../../../components/relative-time';
import { actorName } from '../../audit/actor-name';
import { ChangeList } from '../../changes/change-list';
import { changesBetween, type FlagDecisions } from '../../changes/changes-between';
import { fieldLabel } from '../../changes/field-labels';
import { FlagMissing } from '../details/flag-missing';
import { mergeEdits } from './merge-edits';
import type { FlagEdit } from './use-flag-edit';

interface Props {
  readonly base: Flag;
  readonly mine: FlagDecisions;
  readonly theirs: Versioned<Flag> | null;
  readonly onResolve: Pick<FlagEdit, 'keepMine' | 'takeTheirs'>;
}

/** Someone else saved first. Nothing is lost: here is what they did, what you did, and two ways on. */
export function EditConflict({ base, mine, theirs, onResolve }: Props) {
  if (theirs === null) return <FlagMissing env={base.env} flagKey={base.key} />;
  const { contested } = mergeEdits(base, mine, theirs.value);
  return (
    <Stack>
      <Alert
        role="alert"
        color="yellow"
        icon={<IconGitMerge size={18} />}
        title="Someone else changed this flag while you were editing"
      >
        Your changes are not saved yet, and nothing of theirs was overwritten.
      </Alert>
      <Panel
        title={`What ${actorName(theirs.value.updatedBy)} changed`}
        aside={
          <Text size="sm" c="dimmed">
            <RelativeTime iso={theirs.value.updatedAt} />
          </Text>
        }
      >
        <ChangeList changes={changesBetween(base, theirs.value)} />
      </Panel>
      <Panel title="What you changed">
        <ChangeList changes={changesBetween(base, mine)} />
        {contested.length > 0 && (
          <Text size="sm" mt="sm" c="var(--app-amber-text)">
            Both of you changed: {contested.map((field) => fieldLabel([field])).join(', ')}. There,
            yours would replace theirs.
          </Text>
        )}
      </Panel>
      <Group justify="flex-end">
        <Button variant="default" onClick={() => onResolve.takeTheirs(theirs)}>
          Forget my changes
        </Button>
        <Button onClick={() => onResolve.keepMine(theirs)} data-autofocus>
          Put mine on top of theirs
        </Button>
      </Group>
    </Stack>
  );
}
