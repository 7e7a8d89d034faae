import { ApiProperty } from '@nestjs/swagger';
import { INTERVALS, type Interval } from '../interval';
import type { UsageReport } from '../usage.queries';
import type { UsagePoint } from '../usage.store';

/** Evaluations to one variant. */
export class VariantUsageResponse {
  @ApiProperty({
    description: 'The variant; null: the caller’s own default, or an error.',
    type: String,
    nullable: true,
    example: 'on',
  })
  variant!: string | null;

  @ApiProperty({
    description: 'Evaluations that named the flag: OFREP’s of one flag, and those of SDKs.',
    example: 1200,
  })
  count!: number;

  @ApiProperty({
    description:
      'Evaluations among all others of a bulk answer, which may be of no use to whoever asked.',
    example: 0,
  })
  bulk!: number;
}

/** Evaluations within one interval. */
export class UsagePointResponse {
  @ApiProperty({
    description: 'When the interval began.',
    format: 'date-time',
    example: '2026-11-25T09:30:00.000Z',
  })
  at!: string;

  @ApiProperty({ description: 'By variant.', type: [VariantUsageResponse] })
  variants!: VariantUsageResponse[];
}

/** Evaluations of a flag over time. */
export class UsageResponse {
  @ApiProperty({ description: 'The tenant.', example: 'zebra' })
  tenant!: string;

  @ApiProperty({ description: 'The environment.', example: 'dev' })
  env!: string;

  @ApiProperty({ description: 'Key of the flag.', example: 'checkout-redesign' })
  key!: string;

  @ApiProperty({
    description: 'Beginning of the first interval.',
    format: 'date-time',
    example: '2026-11-24T09:00:00.000Z',
  })
  from!: string;

  @ApiProperty({
    description: 'End of the span, exclusive.',
    format: 'date-time',
    example: '2026-11-25T09:30:00.000Z',
  })
  to!: string;

  @ApiProperty({ description: 'Width of a point.', enum: INTERVALS, example: 'hour' })
  interval!: Interval;

  @ApiProperty({ description: 'All of the span by variant.', type: [VariantUsageResponse] })
  totals!: VariantUsageResponse[];

  @ApiProperty({
    description: 'Over time; intervals in which nothing was evaluated are left out.',
    type: [UsagePointResponse],
  })
  points!: UsagePointResponse[];

  @ApiProperty({
    description: 'When somebody last asked for the flag, to the minute; null: never.',
    type: String,
    format: 'date-time',
    nullable: true,
    example: '2026-11-25T09:29:00.000Z',
  })
  lastSeenAt!: string | null;

  @ApiProperty({
    description: 'When it was last among the answers to somebody who asked for all; null: never.',
    type: String,
    format: 'date-time',
    nullable: true,
    example: null,
  })
  lastInBulkAt!: string | null;

  @ApiProperty({
    description:
      'Evaluations of the environment, of whatever flag, that happened meanwhile and were not counted.',
    example: 0,
  })
  lost!: number;

  static of(
    report: UsageReport,
    { tenant, env, key }: { tenant: string; env: string; key: string },
  ): UsageResponse {
    const { from, to, interval, points, lastSeen, lost } = report;
    return {
      tenant,
      env,
      key,
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      interval,
      totals: byVariant(points),
      points: [...Map.groupBy(points, ({ at }) => at)].map(([at, variants]) => ({
        at: new Date(at).toISOString(),
        variants: byVariant(variants),
      })),
      lastSeenAt: timeOf(lastSeen?.askedAt),
      lastInBulkAt: timeOf(lastSeen?.bulkAt),
      lost,
    };
  }
}

/** Epoch milliseconds as text; null for never. */
export function timeOf(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString();
}

function byVariant(points: readonly UsagePoint[]): VariantUsageResponse[] {
  return [...Map.groupBy(points, ({ variant }) => variant)].map(([variant, some]) => ({
    variant: variant ?? null,
    count: some.reduce((sum, { count }) => sum + count, 0),
    bulk: some.reduce((sum, { bulkCount }) => sum + bulkCount, 0),
  }));
}
