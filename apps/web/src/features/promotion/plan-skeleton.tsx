import { Skeleton, Stack } from '@mantine/core';

/** The shape of a comparison before it is there. */
export function PlanSkeleton() {
  return (
    <Stack p="lg" aria-busy aria-label="Comparing the environments">
      <Skeleton height={14} width="30%" />
      <Skeleton height={14} width="55%" />
      <Skeleton height={14} width="40%" />
    </Stack>
  );
}
