import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import { FormProblem } from '../../components/form-problem';
import { useRefusedForm } from '../../components/use-refused-form';
import { useAddEnvironment } from './environments.query';

const FIELDS = { name: 'name' };
const NAME = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

interface Props {
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function AddEnvironmentDialog({ opened, onClose }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title="Add an environment">
      <AddEnvironmentForm onClose={onClose} />
    </Modal>
  );
}

/** Mounted with the dialog, so that it opens empty each time. */
function AddEnvironmentForm({ onClose }: Pick<Props, 'onClose'>) {
  const navigate = useNavigate();
  const add = useAddEnvironment();
  const form = useForm({
    initialValues: { name: '' },
    validate: {
      name: (name) =>
        NAME.test(name) ? null : 'Lower-case letters, digits and inner hyphens, at most 63.',
    },
  });
  const refused = useRefusedForm(form, FIELDS);
  const submit = form.onSubmit(({ name }) =>
    add.mutate(name, {
      onError: refused,
      onSuccess: () => {
        onClose();
        void navigate({ to: '/env/$env/flags', params: { env: name } });
      },
    }),
  );
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text c="dimmed">
          It begins empty. Fill it by promoting flags into it from another environment.
        </Text>
        <TextInput
          label="Name"
          description="Part of every address, so it can never be changed."
          placeholder="qa"
          autoCapitalize="none"
          spellCheck={false}
          required
          data-autofocus
          {...form.getInputProps('name')}
        />
        {add.isError && <FormProblem error={add.error} fields={FIELDS} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={add.isPending}>
            Add environment
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
