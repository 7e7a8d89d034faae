import { Button, Group, Stack, Switch } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { LinkButton } from '../../../components/link-button';
import { PageHeader } from '../../../components/page-header';
import { Panel } from '../../../components/panel';
import { FormProblem } from '../../../components/form-problem';
import { useRefusedForm } from '../../../components/use-refused-form';
import { EnvironmentBadge } from '../../environments/environment-badge';
import { useTenant } from '../../session/session.query';
import { useSaveFlag } from '../flag-writes';
import { AudienceFields } from './audience-fields';
import { FlagFields } from './flag-fields';
import {
  detailsOf,
  FLAG_FIELDS,
  type FlagFormValues,
  NEW_FLAG,
  strategyOf,
} from './flag-form.values';

const KEY = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;
const route = getRouteApi('/house/env/$env/new-flag');

/** A new flag in one environment. An existing one of the same key is not touched. */
export function NewFlagPage() {
  const { env } = route.useParams();
  const { key = '' } = route.useSearch();
  const tenant = useTenant();
  const navigate = useNavigate();
  const save = useSaveFlag();
  const form = useForm<FlagFormValues>({
    initialValues: { ...NEW_FLAG, key },
    validateInputOnBlur: ['key'],
    validate: {
      key: (key) =>
        KEY.test(key)
          ? null
          : 'Begin with a letter or digit; then letters, digits, dots, hyphens and underscores.',
    },
  });
  const refused = useRefusedForm(form, FLAG_FIELDS);
  const submit = form.onSubmit((values) =>
    save.mutate(
      {
        body: {
          tenant,
          env,
          key: values.key,
          enabled: values.enabled,
          strategy: strategyOf(values),
          ...detailsOf(values),
        },
        onlyNew: true,
      },
      {
        onError: refused,
        onSuccess: () => {
          notifications.show({ color: 'green', message: `${values.key} is created in ${env}.` });
          void navigate({ to: '/env/$env/flags/$key', params: { env, key: values.key } });
        },
      },
    ),
  );
  return (
    <Stack maw={820} gap={0}>
      <PageHeader title="New flag" badge={<EnvironmentBadge name={env} />} />
      <form onSubmit={submit} noValidate>
        <Stack>
          <Panel title="About the flag">
            <FlagFields form={form} withKey />
          </Panel>
          <Panel title="Who gets it">
            <AudienceFields form={form} />
          </Panel>
          <Panel>
            <Switch
              color="var(--app-green)"
              label="Switch it on at once"
              description={`Off, it changes nothing for anyone in ${env}.`}
              {...form.getInputProps('enabled', { type: 'checkbox' })}
            />
          </Panel>
          {save.isError && <FormProblem error={save.error} fields={FLAG_FIELDS} />}
          <Group justify="flex-end">
            <LinkButton to="/env/$env/flags" params={{ env }} variant="default">
              Cancel
            </LinkButton>
            <Button type="submit" loading={save.isPending}>
              Create flag
            </Button>
          </Group>
        </Stack>
      </form>
    </Stack>
  );
}
