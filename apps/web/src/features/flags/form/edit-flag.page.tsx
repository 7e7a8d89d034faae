import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { asProblem } from '../../../api/problem';
import { PageHeader } from '../../../components/page-header';
import { ProblemNotice } from '../../../components/problem-notice';
import { EnvironmentBadge } from '../../environments/environment-badge';
import { useTenant } from '../../session/session.query';
import { FlagMissing } from '../details/flag-missing';
import { FlagPageSkeleton } from '../details/flag-page-skeleton';
import { flagName } from '../flag-name';
import { flagQuery } from '../flags.query';
import { EditFlagForm } from './edit-flag.form';

const route = getRouteApi('/house/env/$env/flags/$key/edit');

/** Changes one flag in one environment. */
export function EditFlagPage() {
  const { env, key } = route.useParams();
  const tenant = useTenant();
  // While someone is typing the form must not change under their hands: a newer state shows when saving.
  const flag = useQuery({
    ...flagQuery({ tenant, env, key }),
    staleTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  if (flag.isError) return <ProblemNotice problem={asProblem(flag.error)} />;
  if (flag.isPending || (flag.isFetching && !flag.isFetchedAfterMount)) return <FlagPageSkeleton />;
  if (flag.data === null) return <FlagMissing env={env} flagKey={key} />;
  return (
    <Stack maw={820} gap={0}>
      <PageHeader
        title={`Edit ${flagName(flag.data.value)}`}
        badge={<EnvironmentBadge name={env} />}
        lead={<code>{key}</code>}
      />
      <EditFlagForm key={`${env}/${key}`} env={env} found={flag.data} />
    </Stack>
  );
}
