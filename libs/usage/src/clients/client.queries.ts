import { Injectable } from '@nestjs/common';
import { Clock, environmentName, InvalidParameter, type Principal } from '@app/kernel';
import { type ApiKey, KeyDirectory, type Position } from '@app/evaluation';
import { EnvironmentNotFound, EnvironmentRepository } from '@app/tenancy';
import { decodeCursor, encodeCursor } from './client-cursor';
import { type ClientState, type ConnectedClient, stateOf } from './connected-client';
import { type ClientSelection, ConnectedClients } from './connected.clients';

const SECOND_MS = 1_000;

/** Which clients, and which page of them. */
export interface ClientsRequest {
  readonly environment: string;
  /** What they are held against; the environment's present revision when absent. */
  readonly revision?: number | undefined;
  readonly seenWithinSeconds: number;
  readonly state?: ClientState | undefined;
  readonly pageSize: number;
  readonly cursor?: string | undefined;
}

/** A client, held against a revision. */
export interface ListedClient extends ConnectedClient {
  /** `undefined` when the key opens nothing any more. */
  readonly apiKey: Pick<ApiKey, 'id' | 'name' | 'prefix'> | undefined;
  readonly state: ClientState;
}

/** One page of clients, and how many of all there are in which state. */
export interface ClientList {
  readonly asked: Position;
  readonly counts: Readonly<Record<ClientState, number>>;
  readonly items: readonly ListedClient[];
  readonly pageSize: number;
  readonly nextCursor: string | undefined;
}

/** Who evaluates with which revision. */
@Injectable()
export class ClientQueries {
  constructor(
    private readonly environments: EnvironmentRepository,
    private readonly clients: ConnectedClients,
    private readonly keys: KeyDirectory,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws InvalidName, EnvironmentNotFound; InvalidParameter for a revision that is still to come,
   *   or a cursor that is none
   */
  async list({ tenantId }: Principal, request: ClientsRequest): Promise<ClientList> {
    const { pageSize, state, seenWithinSeconds } = request;
    const after = placeOf(request.cursor);
    const { environmentId, asked } = await this.positionOf(tenantId, request);
    const since = this.clock.now() - seenWithinSeconds * SECOND_MS;
    const selection: ClientSelection = { tenantId, environmentId, since, asked };
    const [counts, found] = await Promise.all([
      this.clients.count(selection),
      this.clients.list(selection, { state, after, limit: pageSize + 1 }),
    ]);
    const items = found.slice(0, pageSize);
    const last = found.length > pageSize ? items.at(-1) : undefined;
    return {
      asked,
      counts,
      items: items.map((client) => this.listed(client, asked)),
      pageSize,
      nextCursor: last && encodeCursor(last),
    };
  }

  private async positionOf(
    tenantId: string,
    { environment, revision }: ClientsRequest,
  ): Promise<{ environmentId: string; asked: Position }> {
    const found = await this.environments.find(tenantId, environmentName(environment));
    if (found === undefined) throw new EnvironmentNotFound(environment);
    const { id, epoch, revision: present } = found;
    if (revision !== undefined && revision > present) {
      const detail = `"${environment}" is at revision ${present}: nobody can run revision ${revision} yet.`;
      throw invalid('revision', detail);
    }
    return { environmentId: id, asked: { epoch, revision: revision ?? present } };
  }

  private listed(client: ConnectedClient, asked: Position): ListedClient {
    const [credential] = this.keys.credentialsOf(client.apiKeyId);
    return { ...client, apiKey: credential?.key, state: stateOf(client, asked) };
  }
}

function placeOf(cursor: string | undefined): ReturnType<typeof decodeCursor> {
  if (cursor === undefined) return undefined;
  const place = decodeCursor(cursor);
  if (place !== undefined) return place;
  throw invalid('cursor', 'Send "nextCursor" of a former answer as it is, or no cursor.');
}

function invalid(parameter: string, detail: string): InvalidParameter {
  return new InvalidParameter([{ pointer: `#/${parameter}`, detail }]);
}
