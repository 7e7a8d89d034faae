import { getRouteApi } from '@tanstack/react-router';
import { PageHeader } from '../../components/page-header';
import { EnvironmentBadge } from '../environments/environment-badge';
import { Clients } from './clients';

const route = getRouteApi('/house/env/$env/clients');

/** Who evaluates with the present state of an environment, and who does not yet. */
export function ClientsPage() {
  const { env } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <>
      <PageHeader
        title="Clients"
        badge={<EnvironmentBadge name={env} />}
        lead="Processes and pages that evaluate flags by themselves, and what each of them runs. Refreshes by itself."
      />
      <Clients
        key={env}
        env={env}
        search={search}
        onChange={(next) => void navigate({ search: next, replace: true })}
      />
    </>
  );
}
