import { Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { LinkText } from '../../../components/link-text';
import { asProblem } from '../../../api/problem';
import { Panel } from '../../../components/panel';
import { ProblemNotice } from '../../../components/problem-notice';
import { AuditRows } from '../../audit/audit-rows';
import { auditQuery } from '../../audit/audit.query';
import { useTenant } from '../../session/session.query';

const LAST = 5;

/** The last things that happened to a flag, in all environments. */
export function FlagHistory({ flagKey }: { flagKey: string }) {
  const tenant = useTenant();
  const events = useQuery(auditQuery({ tenant, key: flagKey, page: 1, pageSize: LAST }));
  return (
    <Panel
      title="Last changes"
      flush
      aside={
        <LinkText to="/audit" search={{ key: flagKey }} size="sm">
          All of them
        </LinkText>
      }
    >
      {events.isPending && <Skeleton height={14} width="50%" m="lg" />}
      {events.isError && <ProblemNotice problem={asProblem(events.error)} />}
      {events.data?.total === 0 && (
        <Text c="dimmed" size="sm" p="lg">
          Nothing yet.
        </Text>
      )}
      {events.data !== undefined && events.data.total > 0 && (
        <AuditRows events={events.data.items} isAboutOne />
      )}
    </Panel>
  );
}
