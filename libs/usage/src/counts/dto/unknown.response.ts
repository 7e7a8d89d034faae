import { ApiProperty } from '@nestjs/swagger';
import type { UnknownKeyRecord } from '../usage.ledger';

/** A key that was asked for and is no flag's. */
export class UnknownKeyResponse {
  @ApiProperty({ description: 'The key.', example: 'new-chekout' })
  key!: string;

  @ApiProperty({ description: 'How often it was asked for.', example: 42 })
  count!: number;

  @ApiProperty({
    description: 'When first.',
    format: 'date-time',
    example: '2026-11-24T08:00:00.000Z',
  })
  firstSeenAt!: string;

  @ApiProperty({
    description: 'When last.',
    format: 'date-time',
    example: '2026-11-25T09:29:00.000Z',
  })
  lastSeenAt!: string;

  @ApiProperty({
    description:
      'Who asked: `server`, or `client` for a client-side key, which anyone who has the page can use.',
    enum: ['server', 'client'],
    example: 'server',
  })
  askedBy!: 'server' | 'client';

  static of({ flag, count, firstSeenAt, seenAt, asker }: UnknownKeyRecord): UnknownKeyResponse {
    return {
      key: flag,
      count,
      firstSeenAt: new Date(firstSeenAt).toISOString(),
      lastSeenAt: new Date(seenAt).toISOString(),
      askedBy: asker,
    };
  }
}

/** Keys that were asked for and are no flag's. */
export class UnknownKeysResponse {
  @ApiProperty({
    description: 'Most asked for first; at most 500 by servers and as many by clients are kept.',
    type: [UnknownKeyResponse],
  })
  items!: UnknownKeyResponse[];

  @ApiProperty({ description: 'How many.', example: 1 })
  total!: number;

  static of(records: readonly UnknownKeyRecord[]): UnknownKeysResponse {
    return { items: records.map((one) => UnknownKeyResponse.of(one)), total: records.length };
  }
}
