import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ClientSighting, ClientState, ConnectedClient } from '../clients/connected-client';
import {
  type ClientPage,
  type ClientSelection,
  ConnectedClients,
  MOST_CLIENTS,
} from '../clients/connected.clients';

/** Rows come in one order whoever writes, so that two processes cannot wait for each other. `xmax` is 0 of new rows only. */
const NOTE = `
  INSERT INTO connected_clients AS present
    (tenant_id, environment_id, client_id, api_key_id, audience, sdk_name, sdk_version, epoch, revision,
     first_seen_at, last_seen_at)
  SELECT u.tenant_id, u.environment_id, u.client_id, u.api_key_id, u.audience, u.sdk_name, u.sdk_version,
    u.epoch, u.revision, u.seen_at, u.seen_at
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::text[],
      $8::text[], $9::bigint[], $10::timestamptz[])
    AS u (tenant_id, environment_id, client_id, api_key_id, audience, sdk_name, sdk_version, epoch,
      revision, seen_at)
  JOIN environments e ON e.tenant_id = u.tenant_id AND e.id = u.environment_id
  ORDER BY 1, 2, 3, 4
  ON CONFLICT (tenant_id, environment_id, client_id, api_key_id) DO UPDATE
    SET audience = excluded.audience, sdk_name = excluded.sdk_name,
      sdk_version = excluded.sdk_version, epoch = excluded.epoch, revision = excluded.revision,
      last_seen_at = excluded.last_seen_at
    WHERE present.last_seen_at <= excluded.last_seen_at
  RETURNING present.tenant_id, present.environment_id, present.xmax = 0 AS added`;

/** What was heard of longest ago goes first. */
const TRIM = `
  DELETE FROM connected_clients WHERE ctid IN (
    SELECT ctid FROM (
      SELECT ctid, row_number() OVER (
        PARTITION BY tenant_id, environment_id, audience ORDER BY last_seen_at DESC) AS place
      FROM connected_clients
      WHERE (tenant_id, environment_id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))
    ) AS ranked WHERE place > $3)`;

/** As `stateOf` has it, of the epoch and revision in $4 and $5. */
const STATE = `
  CASE WHEN revision IS NULL THEN 'unknown'
    WHEN (epoch IS NULL OR epoch = $4) AND revision >= $5 THEN 'current'
    ELSE 'behind' END`;

const SELECTED = 'tenant_id = $1 AND environment_id = $2 AND last_seen_at >= $3';

interface NotedRow {
  readonly tenant_id: string;
  readonly environment_id: string;
  readonly added: boolean;
}

interface ClientRow {
  readonly client_id: string;
  readonly api_key_id: string;
  readonly sdk_name: string;
  readonly sdk_version: string;
  readonly epoch: string | null;
  readonly revision: number | null;
  readonly first_seen_at: Date;
  readonly last_seen_at: Date;
}

/** Connected clients in PostgreSQL. */
@Injectable()
export class PostgresConnectedClients extends ConnectedClients {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async note(sightings: readonly ClientSighting[]): Promise<number> {
    const noted = await this.dataSource.query<NotedRow[]>(NOTE, columnsOf(sightings));
    const grown = new Map(
      noted.filter(({ added }) => added).map((row) => [row.environment_id, row.tenant_id]),
    );
    if (grown.size === 0) return 0;
    const places = [[...grown.values()], [...grown.keys()]];
    const [, forgotten] = await this.dataSource.query<[unknown, number]>(TRIM, [
      ...places,
      MOST_CLIENTS,
    ]);
    return forgotten;
  }

  override async count(selection: ClientSelection): Promise<Record<ClientState, number>> {
    const rows = await this.dataSource.query<{ state: ClientState; count: number }[]>(
      `SELECT ${STATE} AS state, count(*)::integer AS count FROM connected_clients
       WHERE ${SELECTED} GROUP BY 1`,
      parametersOf(selection),
    );
    const none = { current: 0, behind: 0, unknown: 0 };
    return { ...none, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) };
  }

  override async list(
    selection: ClientSelection,
    { state, after, limit }: ClientPage,
  ): Promise<ConnectedClient[]> {
    const rows = await this.dataSource.query<ClientRow[]>(
      `SELECT client_id, api_key_id, sdk_name, sdk_version, epoch, revision::float8 AS revision,
         first_seen_at, last_seen_at
       FROM connected_clients
       WHERE ${SELECTED} AND ($6::text IS NULL OR $6 = ${STATE})
         AND ($7::text IS NULL OR (client_id, api_key_id) > ($7, $8::uuid))
       ORDER BY client_id, api_key_id LIMIT $9`,
      [
        ...parametersOf(selection),
        state ?? null,
        after?.clientId ?? null,
        after?.apiKeyId ?? null,
        limit,
      ],
    );
    return rows.map(clientIn);
  }

  override async forget(before: number): Promise<void> {
    await this.dataSource.query('DELETE FROM connected_clients WHERE last_seen_at < $1', [
      new Date(before),
    ]);
  }
}

function parametersOf({ tenantId, environmentId, since, asked }: ClientSelection): unknown[] {
  return [tenantId, environmentId, new Date(since), asked.epoch, asked.revision];
}

function columnsOf(sightings: readonly ClientSighting[]): unknown[][] {
  return [
    sightings.map(({ tenantId }) => tenantId),
    sightings.map(({ environmentId }) => environmentId),
    sightings.map(({ clientId }) => clientId),
    sightings.map(({ apiKeyId }) => apiKeyId),
    sightings.map(({ audience }) => audience),
    sightings.map(({ sdk }) => sdk.name),
    sightings.map(({ sdk }) => sdk.version),
    sightings.map(({ epoch }) => epoch ?? null),
    sightings.map(({ revision }) => revision ?? null),
    sightings.map(({ seenAt }) => new Date(seenAt)),
  ];
}

function clientIn(row: ClientRow): ConnectedClient {
  return {
    clientId: row.client_id,
    apiKeyId: row.api_key_id,
    sdk: { name: row.sdk_name, version: row.sdk_version },
    epoch: row.epoch ?? undefined,
    revision: row.revision ?? undefined,
    firstSeenAt: row.first_seen_at.getTime(),
    lastSeenAt: row.last_seen_at.getTime(),
  };
}
