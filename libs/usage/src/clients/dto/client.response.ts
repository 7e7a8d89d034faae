import { ApiProperty } from '@nestjs/swagger';
import type { ListedClient } from '../client.queries';
import { CLIENT_STATES, type ClientState } from '../connected-client';

/** The key that a client reports with. */
export class ClientKeyResponse {
  @ApiProperty({
    description: 'Id of the key.',
    format: 'uuid',
    example: '0199a3c2-7a51-7c3e-b0a5-5f2b6c1d9e10',
  })
  id!: string;

  @ApiProperty({ description: 'Its name.', example: 'checkout service' })
  name!: string;

  @ApiProperty({
    description: 'Beginning of its secret, by which it is recognised.',
    example: 'toggle_zebra_8hq2',
  })
  prefix!: string;
}

/** The SDK of a client. */
export class ClientSdkResponse {
  @ApiProperty({ description: 'Name of the package.', example: 'toggle-openfeature-server-js' })
  name!: string;

  @ApiProperty({ description: 'Its version.', example: '0.1.0' })
  version!: string;
}

/** A process or page that evaluates flags. */
export class ClientResponse {
  @ApiProperty({
    description: 'As it names itself: made by its SDK when it started.',
    example: '5b0c2f7e-1d52-4c4e-9a43-0d9a8f6b7c21',
  })
  id!: string;

  @ApiProperty({
    description: 'The key that it reports with; null when that opens nothing any more.',
    type: ClientKeyResponse,
    nullable: true,
  })
  apiKey!: ClientKeyResponse | null;

  @ApiProperty({ description: 'Its SDK.', type: ClientSdkResponse })
  sdk!: ClientSdkResponse;

  @ApiProperty({
    description: 'When it was first heard of.',
    format: 'date-time',
    example: '2026-11-25T08:00:00.000Z',
  })
  firstSeenAt!: string;

  @ApiProperty({
    description: 'When it was last heard of.',
    format: 'date-time',
    example: '2026-11-25T09:30:00.000Z',
  })
  lastSeenAt!: string;

  @ApiProperty({
    description: 'Epoch of the state it evaluates with; null when it told none.',
    type: String,
    nullable: true,
    example: '5f2b6c1d',
  })
  epoch!: string | null;

  @ApiProperty({
    description: 'Revision that it evaluates with; null when it has told none.',
    type: 'integer',
    nullable: true,
    example: 42,
  })
  revision!: number | null;

  @ApiProperty({
    description:
      '`current`: it runs the revision asked about or a later one. `behind`: an earlier one, or one of another epoch. `unknown`: it told none.',
    enum: CLIENT_STATES,
    example: 'current',
  })
  state!: ClientState;

  static of(client: ListedClient): ClientResponse {
    const { clientId: id, apiKey, sdk, firstSeenAt, lastSeenAt, state } = client;
    return {
      id,
      apiKey: apiKey === undefined ? null : keyOf(apiKey),
      sdk,
      firstSeenAt: new Date(firstSeenAt).toISOString(),
      lastSeenAt: new Date(lastSeenAt).toISOString(),
      epoch: client.epoch ?? null,
      revision: client.revision ?? null,
      state,
    };
  }
}

/** Of a key that has more to it. */
function keyOf({ id, name, prefix }: ClientKeyResponse): ClientKeyResponse {
  return { id, name, prefix };
}
