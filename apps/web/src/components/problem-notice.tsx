import { Alert, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { PropsWithChildren } from 'react';
import type { Problem } from '../api/problem';
import { CopyText } from './copy-text';

/** What went wrong, what to do about it, and the id under which the server's log tells more. */
export function ProblemNotice({ problem, children }: PropsWithChildren<{ problem: Problem }>) {
  return (
    <Alert
      role="alert"
      color="red"
      variant="light"
      icon={<IconAlertTriangle size={18} />}
      title={problem.title}
      my="xs"
    >
      {wordsOf(problem).map((words) => (
        <Text size="sm" key={words}>
          {words}
        </Text>
      ))}
      {problem.requestId !== undefined && (
        <Text size="xs" c="dimmed" mt={6}>
          Request <CopyText text={problem.requestId} />
        </Text>
      )}
      {children !== undefined && <Group mt="sm">{children}</Group>}
    </Alert>
  );
}

/** What is wrong in particular says more than that something is. */
function wordsOf({ message, fields }: Problem): readonly string[] {
  return fields.length === 0 ? [message] : fields.map(({ detail }) => detail);
}
