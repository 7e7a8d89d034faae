import type { ApiPropertyOptions } from '@nestjs/swagger';

/** How the document shows a strategy. */
export function strategySchema(description: string): ApiPropertyOptions {
  return {
    description,
    type: 'object',
    additionalProperties: true,
    example: { type: 'percentage', percentage: 30 },
  };
}
