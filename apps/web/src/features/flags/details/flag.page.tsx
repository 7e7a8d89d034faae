import { Group, Stack } from '@mantine/core';
import { IconArrowsTransferDown, IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { LinkButton } from '../../../components/link-button';
import { asProblem } from '../../../api/problem';
import { CopyText } from '../../../components/copy-text';
import { PageHeader } from '../../../components/page-header';
import { ProblemNotice } from '../../../components/problem-notice';
import { EnvironmentBadge } from '../../environments/environment-badge';
import { useTenant } from '../../session/session.query';
import { FlagUsage } from '../../usage/flag/flag-usage';
import { DEFAULT_PERIOD } from '../../usage/usage-period';
import { flagName } from '../flag-name';
import { flagQuery } from '../flags.query';
import { DeleteFlag } from './delete-flag';
import { FlagEnvironments } from './flag-environments';
import { FlagHistory } from './flag-history';
import { FlagMissing } from './flag-missing';
import { FlagPageSkeleton } from './flag-page-skeleton';
import { FlagSummary } from './flag-summary';

const route = getRouteApi('/house/env/$env/flags/$key');

/** One flag: what it does here, what it does elsewhere, and how it came to that. */
export function FlagPage() {
  const { env, key } = route.useParams();
  const { period = DEFAULT_PERIOD } = route.useSearch();
  const navigate = route.useNavigate();
  const tenant = useTenant();
  const flag = useQuery(flagQuery({ tenant, env, key }));
  if (flag.isError) return <ProblemNotice problem={asProblem(flag.error)} />;
  if (flag.isPending) return <FlagPageSkeleton />;
  const found = flag.data?.value;
  return (
    <Stack gap={0}>
      <PageHeader
        title={found === undefined ? key : flagName(found)}
        badge={<EnvironmentBadge name={env} />}
        lead={<CopyText text={key} />}
        actions={found !== undefined && <FlagActions env={env} flagKey={key} />}
      />
      <Stack>
        {found === undefined ? (
          <FlagMissing env={env} flagKey={key} />
        ) : (
          <>
            <FlagSummary flag={found} env={env} />
            <FlagUsage
              key={`${env}/${key}`}
              flag={found}
              env={env}
              period={period}
              onPeriod={(next) => void navigate({ search: { period: next }, replace: true })}
            />
          </>
        )}
        <FlagEnvironments flagKey={key} current={env} />
        <FlagHistory flagKey={key} />
        {found !== undefined && <DeleteFlag flag={found} env={env} />}
      </Stack>
    </Stack>
  );
}

function FlagActions({ env, flagKey }: { env: string; flagKey: string }) {
  return (
    <Group gap="xs">
      <LinkButton
        to="/promote"
        search={{ from: env, keys: [flagKey] }}
        variant="default"
        leftSection={<IconArrowsTransferDown size={16} />}
      >
        Promote
      </LinkButton>
      <LinkButton
        to="/env/$env/flags/$key/edit"
        params={{ env, key: flagKey }}
        leftSection={<IconPencil size={16} />}
      >
        Edit
      </LinkButton>
    </Group>
  );
}
