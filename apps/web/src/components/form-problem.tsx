import { Alert, List, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { fieldErrors } from '../api/field-errors';
import { asProblem } from '../api/problem';
import { CopyText } from './copy-text';
import { ProblemNotice } from './problem-notice';

interface Props {
  readonly error: unknown;
  /** Places of the request's body, and the fields of the form that show what is wrong there. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Why a form was refused: leads to the marked fields, and says itself what no field can show. */
export function FormProblem({ error, fields }: Props) {
  const problem = asProblem(error);
  const { atFields, elsewhere } = fieldErrors(problem, fields);
  const marked = Object.keys(atFields).length;
  if (marked + elsewhere.length === 0) return <ProblemNotice problem={problem} />;
  return (
    <Alert
      role="alert"
      color="red"
      icon={<IconAlertTriangle size={18} />}
      title={marked > 0 ? 'Nothing was saved: look at the marked fields' : 'Nothing was saved'}
    >
      {elsewhere.length > 0 && (
        <List size="sm">
          {elsewhere.map((detail) => (
            <List.Item key={detail}>{detail}</List.Item>
          ))}
        </List>
      )}
      {problem.requestId !== undefined && (
        <Text size="xs" c="dimmed">
          Request <CopyText text={problem.requestId} />
        </Text>
      )}
    </Alert>
  );
}
