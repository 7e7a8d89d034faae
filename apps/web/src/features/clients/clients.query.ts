import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { api, bodyOf } from '../../api/client';
import type { ClientsSearch } from './clients.search';

const REFRESH_MS = 5_000;
const PAGE_SIZE = 50;

/** Where, and which. */
interface ClientsQuery extends ClientsSearch {
  readonly tenant: string;
  readonly env: string;
}

/** Connected clients page by page; asked anew by itself while they are looked at. */
export function clientsQuery(query: ClientsQuery) {
  return infiniteQueryOptions({
    queryKey: ['clients', query],
    queryFn: ({ pageParam: cursor }) => {
      const page = { pageSize: PAGE_SIZE, ...(cursor !== undefined && { cursor }) };
      return bodyOf(api.GET('/clients', { params: { query: { ...query, ...page } } }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
}
