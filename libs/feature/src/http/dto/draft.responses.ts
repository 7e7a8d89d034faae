import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { EvaluationResult } from '@app/flag-engine';
import type { Explanation, Step } from '@app/flag-engine/explanation';
import type { FieldProblem } from '@app/kernel';
import type { DraftCheck } from '../../application/drafts';
import { EvaluationResponse } from './evaluation.response';
import { WarningResponse } from './warning.response';

/** A place that cannot mean anything. */
export class FieldProblemResponse implements FieldProblem {
  @ApiProperty({ description: 'Where, as a JSON Pointer.', example: '#/strategy/percentage' })
  pointer!: string;

  @ApiProperty({
    description: 'What would be right.',
    example: 'A percentage is a number from 0 to 100.',
  })
  detail!: string;

  @ApiPropertyOptional({ description: 'What kind of problem it is.', example: 'schema' })
  code?: string;
}

/** What writing a flag would be refused or warned for. */
export class ValidationResponse {
  @ApiProperty({ description: 'Whether it could be written.', example: true })
  valid!: boolean;

  @ApiProperty({ description: 'Why it could not.', type: [FieldProblemResponse] })
  errors!: readonly FieldProblemResponse[];

  @ApiProperty({ description: 'What is allowed but rarely meant.', type: [WarningResponse] })
  warnings!: readonly WarningResponse[];

  static of({ problems, warnings }: DraftCheck): ValidationResponse {
    return { valid: problems.length === 0, errors: problems, warnings };
  }
}

/** One part that was looked at. */
export class StepResponse {
  @ApiProperty({ description: 'What part it is.', type: String, example: 'comparison' })
  kind!: Step['kind'];

  @ApiProperty({
    description: 'JSON Pointer into the flag or segment; of a whole one its key.',
    example: '/strategy/rules/0/when',
  })
  at!: string;

  @ApiProperty({
    description: 'Whether a condition held, a rollout admitted, an attempt gave the answer.',
    example: true,
  })
  matched!: boolean;

  @ApiPropertyOptional({
    description: 'The answer that it gave: `{ variant?, reason }`.',
    type: 'object',
    additionalProperties: true,
    example: { variant: 'on', reason: 'TARGETING_MATCH' },
  })
  answer?: Step['answer'];

  @ApiPropertyOptional({
    description: 'What was configured there; long lists are cut.',
    type: 'object',
    additionalProperties: true,
    example: { attribute: 'plan', operator: 'in', values: ['pro'] },
  })
  configured?: unknown;

  @ApiPropertyOptional({
    description: 'What was found out: `value`, `unit`, `bucket`, `threshold`.',
    type: 'object',
    additionalProperties: true,
    example: { value: 'pro' },
  })
  facts?: Step['facts'];

  @ApiPropertyOptional({ description: 'A sentence where something needs one.' })
  note?: string;

  @ApiPropertyOptional({
    description: 'The parts of this part.',
    type: () => [StepResponse],
  })
  steps?: readonly StepResponse[];
}

/** How a flag comes to its answer. */
export class ExplanationResponse {
  @ApiProperty({ description: 'Key of the flag.', example: 'checkout-redesign' })
  flag!: string;

  @ApiProperty({
    description: 'The moment of the evaluation.',
    format: 'date-time',
    example: '2026-12-01T09:00:00.000Z',
  })
  now!: string;

  @ApiProperty({ description: 'Exactly what evaluation answers.', type: EvaluationResponse })
  result!: EvaluationResult;

  @ApiProperty({
    description: 'What was looked at, in that order; what is not here was not reached.',
    type: [StepResponse],
  })
  steps!: readonly StepResponse[];

  static of({ flag, now, result, steps }: Explanation): ExplanationResponse {
    return { flag, now: new Date(now).toISOString(), result, steps };
  }
}
