import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { asProblem } from '../../api/problem';
import { Panel } from '../../components/panel';
import { ProblemNotice } from '../../components/problem-notice';
import { useTenant } from '../session/session.query';
import { ClientRow } from './client-row';
import { ClientSpread } from './client-spread';
import styles from './clients.module.css';
import { clientsQuery } from './clients.query';
import type { ClientsSearch } from './clients.search';
import { NoClients } from './no-clients';
import { RevisionField } from './revision-field';
import { StateChoice } from './state-choice';

interface Props {
  readonly env: string;
  readonly search: ClientsSearch;
  readonly onChange: (next: ClientsSearch) => void;
}

/** How far a revision got, and each client of it. */
export function Clients({ env, search, onChange }: Props) {
  const tenant = useTenant();
  const clients = useInfiniteQuery(clientsQuery({ tenant, env, ...search }));
  const [list] = clients.data?.pages ?? [];
  const items = clients.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack>
      <Panel title="How far it got" aside={<RevisionField search={search} onChange={onChange} />}>
        {clients.isPending && <Skeleton height={48} aria-label="Loading the clients" />}
        {clients.isError && <ProblemNotice problem={asProblem(clients.error)} />}
        {list !== undefined && list.total === 0 && <NoClients env={env} />}
        {list !== undefined && list.total > 0 && <ClientSpread list={list} />}
      </Panel>
      {list !== undefined && list.total > 0 && (
        <Panel
          title="Each of them"
          flush
          aside={<StateChoice list={list} search={search} onChange={onChange} />}
        >
          <ul className={styles.rows} aria-busy={clients.isPlaceholderData}>
            {items.map((client) => (
              <ClientRow key={`${client.apiKey?.id} ${client.id}`} client={client} asked={list} />
            ))}
          </ul>
          {items.length === 0 && (
            <Text c="dimmed" size="sm" p="lg">
              None.
            </Text>
          )}
          {clients.hasNextPage && (
            <Group justify="center" p="md">
              <Button
                variant="default"
                loading={clients.isFetchingNextPage}
                onClick={() => void clients.fetchNextPage()}
              >
                Show more
              </Button>
            </Group>
          )}
        </Panel>
      )}
    </Stack>
  );
}
