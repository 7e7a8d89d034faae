import { ApiPropertyOptional } from '@nestjs/swagger';

/** As it is documented. It is taken as it comes: what is wrong with it is answered as OFREP says, not by the validation of the management API. */
export class EvaluationRequest {
  @ApiPropertyOptional({
    description: 'OpenFeature evaluation context: `targetingKey` (or `userId`) and any attributes.',
    type: 'object',
    additionalProperties: true,
    example: { targetingKey: 'alice', plan: 'pro' },
  })
  context?: unknown;
}
