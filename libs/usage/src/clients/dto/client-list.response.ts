import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { ClientList } from '../client.queries';
import { ClientResponse } from './client.response';

/** Connected clients of an environment, held against a revision. */
export class ClientListResponse {
  @ApiProperty({ description: 'The present epoch of the environment.', example: '5f2b6c1d' })
  epoch!: string;

  @ApiProperty({ description: 'The revision that clients are held against.', example: 42 })
  revision!: number;

  @ApiProperty({
    description:
      'Connected clients, whatever their state. At most 10,000 with server-side and as many with client-side keys are remembered of an environment, those heard of last.',
    minimum: 0,
    example: 3,
  })
  total!: number;

  @ApiProperty({
    description: 'Of these, how many run the revision, or a later one.',
    minimum: 0,
    example: 2,
  })
  current!: number;

  @ApiProperty({
    description: 'How many run an earlier one, or one of another epoch.',
    minimum: 0,
    example: 1,
  })
  behind!: number;

  @ApiProperty({ description: 'How many have told no revision.', minimum: 0, example: 0 })
  unknown!: number;

  @ApiProperty({ description: 'The clients of this page, by id.', type: [ClientResponse] })
  items!: ClientResponse[];

  @ApiProperty({ description: 'Most clients a page holds.', minimum: 1, example: 20 })
  pageSize!: number;

  @ApiPropertyOptional({
    description: 'Send it as `cursor` for the page after this one; absent on the last page.',
    example: 'WyJwcm9jZXNzLTEiLCIwMTk5YTNjMi03YTUxLTdjM2UtYjBhNS01ZjJiNmMxZDllMTAiXQ',
  })
  nextCursor?: string;

  static of({ asked, counts, items, pageSize, nextCursor }: ClientList): ClientListResponse {
    return {
      ...asked,
      total: counts.current + counts.behind + counts.unknown,
      ...counts,
      items: items.map((client) => ClientResponse.of(client)),
      pageSize,
      ...(nextCursor !== undefined && { nextCursor }),
    };
  }
}
