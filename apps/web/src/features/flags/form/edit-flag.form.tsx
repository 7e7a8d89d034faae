import { Button, Group, Stack } from '@mantine/core';
import { LinkButton } from '../../../components/link-button';
import type { Versioned } from '../../../api/client';
import type { Flag } from '../../../api/types';
import { Panel } from '../../../components/panel';
import { FormProblem } from '../../../components/form-problem';
import { isProductionLike } from '../../environments/environment-kind';
import { ImpactPreview } from '../../impact/impact-preview';
import { AudienceFields } from './audience-fields';
import { EditConflict } from './edit-conflict';
import { FlagFields } from './flag-fields';
import { FLAG_FIELDS } from './flag-form.values';
import { formCanShow } from './form-can-show';
import { PendingChanges } from './pending-changes';
import { RawStrategy } from './raw-strategy';
import { useFlagEdit } from './use-flag-edit';

interface Props {
  readonly env: string;
  /** The flag as it was when the form was opened. */
  readonly found: Versioned<Flag>;
}

export function EditFlagForm({ env, found }: Props) {
  const edit = useFlagEdit(env, found);
  const { form, base, changes, save, conflict } = edit;
  const { key } = base;
  if (conflict !== undefined) {
    return <EditConflict base={base} mine={edit.decisions} theirs={conflict} onResolve={edit} />;
  }
  return (
    <form onSubmit={edit.submit} noValidate>
      <Stack>
        <Panel title="About the flag">
          <FlagFields form={form} withKey={false} />
        </Panel>
        <Panel title="Who gets it">
          {formCanShow(base) ? <AudienceFields form={form} /> : <RawStrategy flag={base} />}
        </Panel>
        <Panel title={`What will change in ${env}`}>
          <Stack>
            <PendingChanges changes={changes} />
            <ImpactPreview request={edit.impact} disabled={changes.length === 0} />
          </Stack>
        </Panel>
        {save.isError && <FormProblem error={save.error} fields={FLAG_FIELDS} />}
        <Group justify="flex-end">
          <LinkButton to="/env/$env/flags/$key" params={{ env, key }} variant="default">
            Cancel
          </LinkButton>
          <Button
            type="submit"
            loading={save.isPending}
            disabled={changes.length === 0}
            {...(isProductionLike(env) && { color: 'var(--app-red)' })}
          >
            Save to {env}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
