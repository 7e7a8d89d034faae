import { Skeleton, Stack } from '@mantine/core';
import { Panel } from '../../../components/panel';

/** The shape of a flag's page before it is there. */
export function FlagPageSkeleton() {
  return (
    <Stack aria-busy aria-label="Loading the flag">
      <Skeleton height={28} width={280} />
      <Skeleton height={14} width={180} mb="md" />
      <Panel>
        <Skeleton height={14} width="60%" mb="sm" />
        <Skeleton height={14} width="45%" mb="sm" />
        <Skeleton height={14} width="52%" />
      </Panel>
    </Stack>
  );
}
