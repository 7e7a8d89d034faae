import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Allow } from 'class-validator';
import { MOST_CONTEXTS, MOST_UNKNOWN, MOST_USAGE } from '../parse-telemetry';

/** Name and version of an SDK. */
export class SdkRequest {
  @ApiProperty({
    description: 'Name of the package.',
    maxLength: 100,
    example: 'toggle-openfeature-server-js',
  })
  @Allow()
  name!: string;

  @ApiProperty({ description: 'Its version.', maxLength: 50, example: '0.1.0' })
  @Allow()
  version!: string;
}

/** Who reports, and what state it evaluates with. */
export class TelemetryClientRequest {
  @ApiProperty({
    description: 'Tells the process or page from any other: made when it starts.',
    pattern: '^[A-Za-z0-9_-]{1,64}$',
    example: '0199a3c2-7a51-7c3e-b0a5-5f2b6c1d9e10',
  })
  @Allow()
  id!: string;

  @ApiProperty({ description: 'The SDK.', type: SdkRequest })
  @Allow()
  sdk!: SdkRequest;

  @ApiPropertyOptional({
    description: 'Epoch of the state it evaluates with.',
    maxLength: 64,
    example: '5f2b6c1d',
  })
  @Allow()
  epoch?: string;

  @ApiPropertyOptional({
    description: 'Revision of the state it evaluates with; absent when it has none.',
    minimum: 0,
    example: 42,
  })
  @Allow()
  revision?: number;
}

/** Evaluations of a flag to a variant within a minute. */
export class ReportedUsageRequest {
  @ApiProperty({
    description:
      'The minute. One in the future counts as the present one, one of more than a day ago as a day ago.',
    format: 'date-time',
    example: '2026-11-25T09:30:00Z',
  })
  @Allow()
  minute!: string;

  @ApiProperty({ description: 'Key of the flag.', maxLength: 128, example: 'checkout-redesign' })
  @Allow()
  flag!: string;

  @ApiPropertyOptional({
    description: 'The variant; absent: the caller’s own default was used.',
    maxLength: 128,
    example: 'on',
  })
  @Allow()
  variant?: string;

  @ApiProperty({ description: 'How many evaluations.', minimum: 0, example: 1200 })
  @Allow()
  count!: number;
}

/** A key that was asked for and is no flag's. */
export class ReportedUnknownRequest {
  @ApiProperty({ description: 'The key.', maxLength: 128, example: 'new-chekout' })
  @Allow()
  flag!: string;

  @ApiProperty({ description: 'How often.', minimum: 0, example: 3 })
  @Allow()
  count!: number;
}

/** What an SDK tells of itself and of what it evaluated since it last told. */
export class TelemetryRequest {
  @ApiProperty({ description: 'Who reports.', type: TelemetryClientRequest })
  @Allow()
  client!: TelemetryClientRequest;

  @ApiPropertyOptional({
    description: 'Evaluations.',
    type: [ReportedUsageRequest],
    maxItems: MOST_USAGE,
  })
  @Allow()
  usage?: ReportedUsageRequest[];

  @ApiPropertyOptional({
    description: 'Keys that are no flag’s.',
    type: [ReportedUnknownRequest],
    maxItems: MOST_UNKNOWN,
  })
  @Allow()
  unknown?: ReportedUnknownRequest[];

  @ApiPropertyOptional({
    description: 'Evaluations that it could not tell of.',
    minimum: 0,
    example: 0,
  })
  @Allow()
  lost?: number;

  @ApiPropertyOptional({
    description:
      'Evaluation contexts, only when the last answer had `sampling`, and reduced to what it named.',
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    maxItems: MOST_CONTEXTS,
    example: [{ targetingKey: '5d41402abc4b2a76b9719d911017c592', country: 'DE' }],
  })
  @Allow()
  contexts?: Record<string, unknown>[];
}
