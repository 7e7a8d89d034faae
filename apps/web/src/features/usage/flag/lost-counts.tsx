import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { exactCount } from '../usage-words';

/** Counting gives way before evaluating does. What it gave up is said where the counts are shown. */
export function LostCounts({ lost, env }: { lost: number; env: string }) {
  if (lost === 0) return null;
  return (
    <Alert
      color="yellow"
      icon={<IconAlertTriangle size={18} />}
      title={`${exactCount(lost)} ${lost === 1 ? 'evaluation is' : 'evaluations are'} missing from the counts`}
    >
      They were answered, but not counted, and may have been of any flag of {env}. What is shown is
      the least that happened.
    </Alert>
  );
}
