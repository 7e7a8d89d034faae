import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import type { ErrorCode, EvaluationResult, JsonValue, Reason } from '@app/flag-engine';

/** A flag's answer for the user of the query. Named in the document apart from the answer of OFREP. */
@ApiSchema({ name: 'FlagEvaluationResponse' })
export class EvaluationResponse {
  @ApiPropertyOptional({
    description: 'The value; absent where the caller’s own default applies.',
    oneOf: [{ type: 'boolean' }, { type: 'string' }, { type: 'number' }, { type: 'object' }],
    example: true,
  })
  value?: JsonValue;

  @ApiPropertyOptional({ description: 'Name of the variant served.', example: 'on' })
  variant?: string;

  @ApiProperty({
    description: 'Why (OpenFeature).',
    enum: ['STATIC', 'TARGETING_MATCH', 'SPLIT', 'DEFAULT', 'DISABLED', 'ERROR'],
    example: 'SPLIT',
  })
  reason!: Reason;

  @ApiPropertyOptional({
    description: 'What went wrong, with reason ERROR.',
    enum: ['FLAG_NOT_FOUND', 'PARSE_ERROR', 'TARGETING_KEY_MISSING', 'INVALID_CONTEXT', 'GENERAL'],
    example: 'TARGETING_KEY_MISSING',
  })
  errorCode?: ErrorCode;

  @ApiPropertyOptional({ description: 'A sentence about it.' })
  errorMessage?: string;

  static of({
    value,
    variant,
    reason,
    errorCode,
    errorMessage,
  }: EvaluationResult): EvaluationResponse {
    return {
      ...(value !== undefined && { value }),
      ...(variant !== undefined && { variant }),
      reason,
      ...(errorCode !== undefined && { errorCode }),
      ...(errorMessage !== undefined && { errorMessage }),
    };
  }
}
