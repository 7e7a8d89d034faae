import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { LinkButton } from '../../../components/link-button';
import { asProblem } from '../../../api/problem';
import { PageHeader } from '../../../components/page-header';
import { Paging } from '../../../components/paging';
import { Panel } from '../../../components/panel';
import { ProblemNotice } from '../../../components/problem-notice';
import { EnvironmentBadge } from '../../environments/environment-badge';
import { useTenant } from '../../session/session.query';
import { flagListQuery } from '../flags.query';
import { FlagListEmpty } from './flag-list-empty';
import type { FlagListSearch } from './flag-list.search';
import { FlagListToolbar } from './flag-list-toolbar';
import { FlagRows } from './flag-rows';
import { FlagRowsSkeleton } from './flag-rows-skeleton';

const PAGE_SIZE = 25;
const route = getRouteApi('/house/env/$env/flags');

/** The flags of an environment. */
export function FlagListPage() {
  const { env } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (next: FlagListSearch): void => void navigate({ search: next, replace: true });
  return (
    <>
      <PageHeader
        title="Flags"
        badge={<EnvironmentBadge name={env} />}
        actions={
          <LinkButton to="/env/$env/new-flag" params={{ env }} leftSection={<IconPlus size={16} />}>
            New flag
          </LinkButton>
        }
      />
      <Panel flush>
        <FlagListToolbar key={env} search={search} onChange={change} />
        <FlagList env={env} search={search} onChange={change} />
      </Panel>
    </>
  );
}

interface ListProps {
  readonly env: string;
  readonly search: FlagListSearch;
  readonly onChange: (next: FlagListSearch) => void;
}

function FlagList({ env, search, onChange }: ListProps) {
  const tenant = useTenant();
  const { q, tag, sort, page = 1 } = search;
  const list = useQuery(
    flagListQuery({
      tenant,
      env,
      page,
      pageSize: PAGE_SIZE,
      sort: sort ?? 'key',
      ...(q !== undefined && { search: q }),
      ...(tag !== undefined && { tag: [tag] }),
    }),
  );
  if (list.isError) return <ProblemNotice problem={asProblem(list.error)} />;
  if (list.isPending) return <FlagRowsSkeleton />;
  const { items, total } = list.data;
  if (total === 0) return <FlagListEmpty env={env} search={search} onChange={onChange} />;
  return (
    <>
      <FlagRows
        flags={items}
        env={env}
        isOld={list.isPlaceholderData}
        onTag={(chosen) => onChange({ ...search, tag: chosen, page: 1 })}
      />
      <Paging
        page={page}
        pageSize={PAGE_SIZE}
        total={total}
        noun="flag"
        onPage={(next) => onChange({ ...search, page: next })}
      />
    </>
  );
}
