import { ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';

/** OFREP `evaluationSuccess` or `evaluationFailure`. */
export class EvaluationResponse {
  @ApiProperty({ description: 'The flag.', example: 'checkout-redesign' })
  key!: string;

  @ApiPropertyOptional({
    description: 'Why the answer is what it is (OpenFeature).',
    enum: ['STATIC', 'TARGETING_MATCH', 'SPLIT', 'DEFAULT', 'DISABLED'],
    example: 'TARGETING_MATCH',
  })
  reason?: string;

  @ApiPropertyOptional({
    description: 'The variant served; empty where the caller’s own default applies.',
    example: 'on',
  })
  variant?: string;

  @ApiPropertyOptional({
    description: 'The value; absent where the caller’s own default applies.',
    anyOf: [
      { type: 'boolean' },
      { type: 'string' },
      { type: 'number' },
      { type: 'object', additionalProperties: true },
      { type: 'array', items: {} },
    ],
    example: true,
  })
  value?: unknown;

  @ApiPropertyOptional({
    description: 'Present instead of a reason when the flag could not be evaluated.',
    enum: ['FLAG_NOT_FOUND', 'PARSE_ERROR', 'TARGETING_KEY_MISSING', 'INVALID_CONTEXT', 'GENERAL'],
    example: 'TARGETING_KEY_MISSING',
  })
  errorCode?: string;

  @ApiPropertyOptional({
    description: 'The error in a sentence.',
    example: 'The context has no "targetingKey".',
  })
  errorDetails?: string;

  @ApiProperty({
    description: 'The flag’s own metadata, its version, and the rule that served.',
    type: 'object',
    additionalProperties: { anyOf: [{ type: 'boolean' }, { type: 'string' }, { type: 'number' }] },
    example: { version: 3, rule: 'r1' },
  })
  metadata!: Record<string, unknown>;
}

/** Where a stream can be opened, as OFREP names it. */
export class EventStreamEndpoint {
  @ApiPropertyOptional({
    description: 'Origin, where it is another one.',
    example: 'https://flags.example.com',
  })
  origin?: string;

  @ApiProperty({
    description: 'Path and query; holds a token, so treat it as a secret.',
    example: '/stream?token=…',
  })
  requestUri!: string;
}

export class EventStream {
  @ApiProperty({ description: 'Kind of stream.', example: 'sse' })
  type!: string;

  @ApiProperty({ description: 'Where to open it.', type: EventStreamEndpoint })
  endpoint!: EventStreamEndpoint;
}

/** OFREP bulk success. */
export class BulkEvaluationResponse {
  @ApiProperty({
    description: 'One entry per flag; a flag that is broken is an entry with an errorCode.',
    type: 'array',
    items: { $ref: getSchemaPath(EvaluationResponse) },
  })
  flags!: EvaluationResponse[];

  @ApiProperty({
    description: 'The set the flags belong to (`tenant/environment`), its epoch and revision.',
    type: 'object',
    additionalProperties: { anyOf: [{ type: 'string' }, { type: 'number' }] },
    example: { flagSetId: 'zebra/dev', epoch: '5f2b6c1d9e10', revision: 42 },
  })
  metadata!: Record<string, unknown>;

  @ApiPropertyOptional({
    description: 'Where to hear of changes. For API keys only.',
    type: [EventStream],
  })
  eventStreams?: EventStream[];
}
