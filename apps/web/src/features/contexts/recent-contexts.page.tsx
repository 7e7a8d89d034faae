import { Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { asProblem } from '../../api/problem';
import { PageHeader } from '../../components/page-header';
import { Panel } from '../../components/panel';
import { ProblemNotice } from '../../components/problem-notice';
import { EnvironmentBadge } from '../environments/environment-badge';
import { useTenant } from '../session/session.query';
import { KeptContexts } from './kept-contexts';
import { SamplingForm } from './sampling.form';
import { samplingQuery } from './sampling.query';

const route = getRouteApi('/house/env/$env/usage/contexts');

/** Whether an environment keeps a sample of the contexts it evaluates, and what of them. */
export function RecentContextsPage() {
  const { env } = route.useParams();
  const tenant = useTenant();
  const sampling = useQuery(samplingQuery({ tenant, env }));
  return (
    <Stack maw={820} gap={0}>
      <PageHeader
        title="Recent contexts"
        badge={<EnvironmentBadge name={env} />}
        lead="A sample of what applications evaluated lately, on which a change can be tried before it is saved."
      />
      <Stack>
        {sampling.isPending && (
          <Panel>
            <Skeleton height={120} aria-label="Loading what is kept" />
          </Panel>
        )}
        {sampling.isError && <ProblemNotice problem={asProblem(sampling.error)} />}
        {sampling.isSuccess && (
          <>
            <KeptContexts env={env} sampling={sampling.data} />
            <SamplingForm key={env} env={env} sampling={sampling.data} />
          </>
        )}
      </Stack>
    </Stack>
  );
}
