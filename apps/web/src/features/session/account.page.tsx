import { Button, Group, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { PageHeader } from '../../components/page-header';
import { Panel } from '../../components/panel';
import { FormProblem } from '../../components/form-problem';
import { PasswordField } from '../../components/password-field';
import { useRefusedForm } from '../../components/use-refused-form';
import { useSession } from './session.query';
import { useChangePassword } from './use-session-actions';

const FIELDS = { currentPassword: 'currentPassword', newPassword: 'newPassword' };

export function AccountPage() {
  const { tenantName } = useSession();
  return (
    <Stack maw={640} gap={0}>
      <PageHeader title="Account" lead={`The owner's account of ${tenantName}.`} />
      <Panel title="Change the password">
        <PasswordForm />
      </Panel>
    </Stack>
  );
}

function PasswordForm() {
  const form = useForm({ initialValues: { currentPassword: '', newPassword: '' } });
  const change = useChangePassword();
  const refused = useRefusedForm(form, FIELDS);
  const submit = form.onSubmit((values) =>
    change.mutate(values, {
      onError: refused,
      onSuccess: () => {
        form.reset();
        notifications.show({ color: 'green', message: 'The password is changed.' });
      },
    }),
  );
  return (
    <form onSubmit={submit}>
      <Stack>
        <PasswordField
          label="Present password"
          autoComplete="current-password"
          required
          {...form.getInputProps('currentPassword')}
        />
        <PasswordField
          label="New password"
          description="Long beats complicated: a few unrelated words are best."
          autoComplete="new-password"
          required
          {...form.getInputProps('newPassword')}
        />
        {change.isError && <FormProblem error={change.error} fields={FIELDS} />}
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            Other sessions end; this one stays.
          </Text>
          <Button type="submit" loading={change.isPending}>
            Change password
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
