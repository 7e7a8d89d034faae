import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { LinkText } from '../../components/link-text';
import { FormProblem } from '../../components/form-problem';
import { PasswordField } from '../../components/password-field';
import { useRefusedForm } from '../../components/use-refused-form';
import { DoorLayout } from './door-layout';
import { useLogIn } from './use-session-actions';

const FIELDS = { tenant: 'tenant', password: 'password' };

export function LogInPage() {
  const form = useForm({ initialValues: { tenant: '', password: '' } });
  const logIn = useLogIn();
  const refused = useRefusedForm(form, FIELDS);
  return (
    <DoorLayout
      title="Log in"
      lead={
        <>
          New here? <LinkText to="/register">Register a tenant</LinkText>
        </>
      }
    >
      <form onSubmit={form.onSubmit((values) => logIn.mutate(values, { onError: refused }))}>
        <Stack>
          <TextInput
            label="Tenant"
            placeholder="zebra"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            autoFocus
            size="md"
            {...form.getInputProps('tenant')}
          />
          <PasswordField
            label="Password"
            autoComplete="current-password"
            required
            size="md"
            {...form.getInputProps('password')}
          />
          {logIn.isError && <FormProblem error={logIn.error} fields={FIELDS} />}
          <Button type="submit" size="md" loading={logIn.isPending} fullWidth>
            Log in
          </Button>
          <Text size="sm" c="dimmed">
            Forgot the password? Whoever runs this service can reset it.
          </Text>
        </Stack>
      </form>
    </DoorLayout>
  );
}
