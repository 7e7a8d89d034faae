import { IconMapQuestion } from '@tabler/icons-react';
import { LinkButton } from '../components/link-button';
import { EmptyState } from '../components/empty-state';

/** Shown for an address that leads nowhere. */
export function RouteUnknown() {
  return (
    <EmptyState
      icon={IconMapQuestion}
      title="There is no such page"
      action={<LinkButton to="/">Go to the flags</LinkButton>}
    >
      The address may be mistyped, or the page it led to is gone.
    </EmptyState>
  );
}
