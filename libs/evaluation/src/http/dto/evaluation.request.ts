import { ApiPropertyOptional } from '@nestjs/swagger';
import { Allow } from 'class-validator';

/** Taken as it is: what is wrong with it is answered as OFREP says, not by the validation of the management API. */
export class EvaluationRequest {
  @ApiPropertyOptional({
    description: 'OpenFeature evaluation context: `targetingKey` (or `userId`) and any attributes.',
    type: 'object',
    additionalProperties: true,
    example: { targetingKey: 'alice', plan: 'pro' },
  })
  @Allow()
  context?: unknown;
}
