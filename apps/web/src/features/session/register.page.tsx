import { Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { LinkText } from '../../components/link-text';
import { FormProblem } from '../../components/form-problem';
import { PasswordField } from '../../components/password-field';
import { useRefusedForm } from '../../components/use-refused-form';
import { DoorLayout } from './door-layout';
import { useRegister } from './use-session-actions';

const FIELDS = { tenant: 'tenant', name: 'name', password: 'password' };
const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])$/;

export function RegisterPage() {
  const form = useForm({
    initialValues: { tenant: '', name: '', password: '' },
    validateInputOnBlur: ['tenant'],
    validate: {
      tenant: (tenant) =>
        SLUG.test(tenant) ? null : '2 to 63 lower-case letters, digits or inner hyphens.',
    },
  });
  const register = useRegister();
  const refused = useRefusedForm(form, FIELDS);
  const submit = form.onSubmit(({ tenant, name, password }) =>
    register.mutate(
      { tenant, password, ...(name.trim() === '' ? {} : { name: name.trim() }) },
      { onError: refused },
    ),
  );
  return (
    <DoorLayout
      title="Register a tenant"
      lead={
        <>
          Have one already? <LinkText to="/login">Log in</LinkText>
        </>
      }
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextInput
            label="Tenant"
            description="Part of every address, so it can never be changed."
            placeholder="zebra"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            autoFocus
            size="md"
            {...form.getInputProps('tenant')}
          />
          <TextInput
            label="Name"
            description="What people call it. Optional."
            placeholder="Zebra Ltd"
            autoComplete="organization"
            size="md"
            {...form.getInputProps('name')}
          />
          <PasswordField
            label="Password"
            description="Long beats complicated: a few unrelated words are best."
            autoComplete="new-password"
            required
            size="md"
            {...form.getInputProps('password')}
          />
          {register.isError && <FormProblem error={register.error} fields={FIELDS} />}
          <Button type="submit" size="md" loading={register.isPending} fullWidth>
            Register
          </Button>
        </Stack>
      </form>
    </DoorLayout>
  );
}
