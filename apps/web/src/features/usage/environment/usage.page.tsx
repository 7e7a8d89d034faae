import { Stack } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { LinkButton } from '../../../components/link-button';
import { PageHeader } from '../../../components/page-header';
import { EnvironmentBadge } from '../../environments/environment-badge';
import { StaleFlags } from './stale-flags';
import { UnknownKeys } from './unknown-keys';
import { DEFAULT_DAYS } from './usage.search';

const route = getRouteApi('/house/env/$env/usage');

/** What applications ask for against what is there, for an environment. */
export function UsagePage() {
  const { env } = route.useParams();
  const { days = DEFAULT_DAYS, page = 1 } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Stack gap={0}>
      <PageHeader
        title="Usage"
        badge={<EnvironmentBadge name={env} />}
        actions={
          <LinkButton to="/env/$env/usage/contexts" params={{ env }} variant="default">
            Recent contexts
          </LinkButton>
        }
        lead="Flags that nobody asks for, and keys that applications ask for in vain."
      />
      <Stack>
        <StaleFlags
          key={env}
          env={env}
          days={days}
          page={page}
          onDays={(next) => void navigate({ search: { days: next }, replace: true })}
          onPage={(next) => void navigate({ search: { days, page: next }, replace: true })}
        />
        <UnknownKeys env={env} />
      </Stack>
    </Stack>
  );
}
