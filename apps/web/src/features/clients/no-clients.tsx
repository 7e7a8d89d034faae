import { IconPlugConnected } from '@tabler/icons-react';
import { Anchor, Code } from '@mantine/core';
import { EmptyState } from '../../components/empty-state';

/** Nobody reports: who would be here, and how to begin. */
export function NoClients({ env }: { env: string }) {
  return (
    <EmptyState icon={IconPlugConnected} title={`No client of ${env} was heard of lately`}>
      Applications with the OpenFeature provider <Code>@toggle/openfeature-server</Code> or{' '}
      <Code>@toggle/openfeature-web</Code> tell of themselves when they start, and at least every
      five minutes. Others can, by{' '}
      <Anchor href="/docs" target="_blank" underline="always">
        <Code>POST /telemetry</Code>
      </Anchor>
      . Who asks the server for each answer is always up to date and need not be here.
    </EmptyState>
  );
}
