import { Alert, List } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { Caution } from '../../api/types';

/** Why the numbers may not be what applications will see. */
export function Cautions({ cautions }: { cautions: readonly Caution[] }) {
  if (cautions.length === 0) return null;
  const details = [...new Set(cautions.map(({ detail }) => detail))];
  return (
    <Alert color="yellow" icon={<IconAlertTriangle size={18} />} title="This may not be exact">
      <List size="sm">
        {details.map((detail) => (
          <List.Item key={detail}>{detail}</List.Item>
        ))}
      </List>
    </Alert>
  );
}
