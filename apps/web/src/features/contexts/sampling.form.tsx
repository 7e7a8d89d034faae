import { Button, Group, Stack, Switch, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import type { ContextSampling } from '../../api/types';
import { FormProblem } from '../../components/form-problem';
import { Panel } from '../../components/panel';
import { useRefusedForm } from '../../components/use-refused-form';
import { isProductionLike } from '../environments/environment-kind';
import { useTenant } from '../session/session.query';
import { KeptFields } from './kept-fields';
import {
  SAMPLING_FIELDS,
  samplingFormValuesOf,
  type SamplingFormValues,
  samplingOf,
} from './sampling-form.values';
import { useSaveSampling } from './sampling.query';

interface Props {
  readonly env: string;
  /** As it was when the form was opened. */
  readonly sampling: ContextSampling;
}

/** What may be kept of people, said plainly before it is switched on. */
export function SamplingForm({ env, sampling }: Props) {
  const tenant = useTenant();
  const save = useSaveSampling();
  const form = useForm<SamplingFormValues>({ initialValues: samplingFormValuesOf(sampling) });
  const refused = useRefusedForm(form, SAMPLING_FIELDS);
  const submit = form.onSubmit((values) =>
    save.mutate(
      { tenant, env, ...samplingOf(values) },
      {
        onError: refused,
        onSuccess: (saved) => {
          form.setInitialValues(samplingFormValuesOf(saved));
          form.reset();
          notifications.show({ color: 'green', message: `What is kept of ${env} is saved.` });
        },
      },
    ),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Panel title="What is kept">
          <Stack>
            <Text size="sm" c="dimmed">
              A context tells who is asking, so none is kept unless you say so. Of those that are,
              only the attributes named here are kept: all else is dropped before anything is
              stored. Everything expires by itself, and what a change here no longer allows is
              forgotten at once.
            </Text>
            <Switch
              color="var(--app-green)"
              label="Keep a sample of recent contexts"
              {...form.getInputProps('enabled', { type: 'checkbox' })}
            />
            {form.values.enabled && <KeptFields form={form} sampling={sampling} />}
          </Stack>
        </Panel>
        {save.isError && <FormProblem error={save.error} fields={SAMPLING_FIELDS} />}
        <Group justify="flex-end">
          <Button
            type="submit"
            loading={save.isPending}
            disabled={!form.isDirty()}
            {...(isProductionLike(env) && { color: 'var(--app-red)' })}
          >
            Save to {env}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
