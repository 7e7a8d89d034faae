import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { asProblem } from '../../api/problem';
import { EmptyState } from '../../components/empty-state';
import { PageHeader } from '../../components/page-header';
import { Paging } from '../../components/paging';
import { Panel } from '../../components/panel';
import { ProblemNotice } from '../../components/problem-notice';
import { useTenant } from '../session/session.query';
import { AuditFilters } from './audit-filters';
import { auditQuery, auditQueryOf } from './audit.query';
import { AuditRows } from './audit-rows';
import { AuditRowsSkeleton } from './audit-rows-skeleton';
import type { AuditSearch } from './audit.search';

const PAGE_SIZE = 25;
/** The API pages as deep as this; further back one filters by time. */
const DEEPEST_EVENT = 10_000;
const route = getRouteApi('/house/audit');

/** Who did what, where and when. */
export function AuditPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (next: AuditSearch): void => void navigate({ search: next, replace: true });
  return (
    <>
      <PageHeader
        title="Audit log"
        lead="Every change, who made it, and what exactly it was. Nothing here can be altered."
      />
      <Panel flush>
        <AuditFilters search={search} onChange={change} />
        <AuditEvents search={search} onChange={change} />
      </Panel>
    </>
  );
}

interface Props {
  readonly search: AuditSearch;
  readonly onChange: (next: AuditSearch) => void;
}

function AuditEvents({ search, onChange }: Props) {
  const tenant = useTenant();
  const log = useQuery(auditQuery(auditQueryOf(search, { tenant, pageSize: PAGE_SIZE })));
  if (log.isError) return <ProblemNotice problem={asProblem(log.error)} />;
  if (log.isPending) return <AuditRowsSkeleton />;
  const { items, total } = log.data;
  if (total === 0) {
    return (
      <EmptyState
        icon={IconHistory}
        title="No event matches"
        action={
          <Button variant="default" onClick={() => onChange({})}>
            Show all events
          </Button>
        }
      >
        Try fewer filters. Words are looked for in actions, keys, people and what was changed.
      </EmptyState>
    );
  }
  return (
    <>
      <AuditRows
        events={items}
        isOld={log.isPlaceholderData}
        onActor={(actor) => onChange({ ...search, actor, page: 1 })}
      />
      <Paging
        page={search.page ?? 1}
        pageSize={PAGE_SIZE}
        total={total}
        reachable={DEEPEST_EVENT}
        noun="event"
        onPage={(page) => onChange({ ...search, page })}
      />
    </>
  );
}
