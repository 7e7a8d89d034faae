import { ApiProperty } from '@nestjs/swagger';
import type { SamplingOrder, TelemetryReceipt } from '../telemetry';

/** Which attributes of contexts may be sent next time. */
export class SamplingOrderResponse implements SamplingOrder {
  @ApiProperty({ description: 'The attributes.', type: [String], example: ['country', 'plan'] })
  attributes!: readonly string[];

  @ApiProperty({
    description:
      '`hashed`: the targeting key is sent as the first 32 hex digits of SHA-256 of `<tenant>/<environment>/<targetingKey>`.',
    enum: ['hashed', 'plain'],
    example: 'hashed',
  })
  targetingKey!: 'hashed' | 'plain';
}

/** What became of a report. */
export class TelemetryResponse implements TelemetryReceipt {
  @ApiProperty({ description: 'Evaluations that were taken into account.', example: 1200 })
  accepted!: number;

  @ApiProperty({
    description:
      'Contexts that are wanted with the next report, and what of them; null: none. See `PUT /context-sampling`.',
    type: SamplingOrderResponse,
    nullable: true,
  })
  sampling!: SamplingOrderResponse | null;
}
