import { Center, Loader } from '@mantine/core';

/** Shown when a page takes longer than a blink to come. */
export function RoutePending() {
  return (
    <Center mih="40vh">
      <Loader size="sm" color="gray" aria-label="Loading" />
    </Center>
  );
}
