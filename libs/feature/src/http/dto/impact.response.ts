import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { EvaluationContext } from '@app/flag-engine';
import type { Caution, ImpactCaution } from '../../application/impact-cautions';
import type { CautiousFlagImpact, Impact } from '../../application/impacts';
import type { ImpactExample, Transition } from '../../domain/impact';
import { EvaluationResponse } from './evaluation.response';

const CAUTIONS: readonly ImpactCaution[] = [
  'no_contexts',
  'part_of_sample',
  'attributes_not_kept',
  'lookups_of_hashed_key',
  'buckets_of_hashed_key',
];

/** Why an impact may not be what applications will see. */
export class CautionResponse implements Caution {
  @ApiProperty({ description: 'What kind it is.', enum: CAUTIONS, example: 'attributes_not_kept' })
  code!: ImpactCaution;

  @ApiProperty({ description: 'What it means, and what can be done.' })
  detail!: string;
}

/** Contexts for whom one answer becomes another. */
export class TransitionResponse {
  @ApiProperty({ description: 'The present answer.', type: EvaluationResponse })
  from!: EvaluationResponse;

  @ApiProperty({ description: 'The answer after the change.', type: EvaluationResponse })
  to!: EvaluationResponse;

  @ApiProperty({ description: 'How many contexts.', minimum: 1, example: 120 })
  count!: number;

  static of({ from, to, count }: Transition): TransitionResponse {
    return { from: EvaluationResponse.of(from), to: EvaluationResponse.of(to), count };
  }
}

/** One who gets another answer. */
export class ImpactExampleResponse {
  @ApiProperty({
    description: 'The context, as far as it is kept.',
    type: 'object',
    additionalProperties: true,
    example: { targetingKey: '5d41402abc4b2a76b9719d911017c592', plan: 'pro' },
  })
  context!: EvaluationContext;

  @ApiProperty({ description: 'The present answer.', type: EvaluationResponse })
  from!: EvaluationResponse;

  @ApiProperty({ description: 'The answer after the change.', type: EvaluationResponse })
  to!: EvaluationResponse;

  static of({ context, from, to }: ImpactExample): ImpactExampleResponse {
    return { context, from: EvaluationResponse.of(from), to: EvaluationResponse.of(to) };
  }
}

/** What a change means for one flag. */
export class FlagImpactResponse {
  @ApiProperty({ description: 'Key of the flag.', example: 'checkout-redesign' })
  key!: string;

  @ApiProperty({
    description: 'Contexts that get another variant or value.',
    minimum: 0,
    example: 120,
  })
  changed!: number;

  @ApiProperty({
    description: 'From which answer to which, the largest first.',
    type: [TransitionResponse],
  })
  transitions!: readonly TransitionResponse[];

  @ApiProperty({
    description: 'Some of those who change: at most 20.',
    type: [ImpactExampleResponse],
  })
  examples!: readonly ImpactExampleResponse[];

  @ApiProperty({ description: 'What is to be thought of these numbers.', type: [CautionResponse] })
  cautions!: readonly CautionResponse[];

  static of({
    key,
    changed,
    transitions,
    examples,
    cautions,
  }: CautiousFlagImpact): FlagImpactResponse {
    return {
      key,
      changed,
      transitions: transitions.map((each) => TransitionResponse.of(each)),
      examples: examples.map((each) => ImpactExampleResponse.of(each)),
      cautions,
    };
  }
}

/** What a change means for those who were evaluated lately. */
export class ImpactResponse {
  @ApiProperty({ description: 'The environment; of a promotion its target.', example: 'dev' })
  env!: string;

  @ApiProperty({
    description: 'The moment of the evaluations.',
    format: 'date-time',
    example: '2026-12-01T09:00:00.000Z',
  })
  now!: string;

  @ApiProperty({ description: 'How many contexts were run.', minimum: 0, example: 640 })
  contexts!: number;

  @ApiPropertyOptional({
    description: 'When the oldest of them was evaluated; absent when there are none.',
    format: 'date-time',
    example: '2026-11-30T09:00:00.000Z',
  })
  oldestAt?: string;

  @ApiProperty({
    description: 'How many of them get another variant or value of any flag.',
    minimum: 0,
    example: 120,
  })
  changed!: number;

  @ApiProperty({
    description: 'Every flag whose answers the change can alter, the most changed first.',
    type: [FlagImpactResponse],
  })
  flags!: readonly FlagImpactResponse[];

  @ApiProperty({ description: 'What is to be thought of all of it.', type: [CautionResponse] })
  cautions!: readonly CautionResponse[];

  static of({
    environment,
    now,
    contexts,
    oldestAt,
    changed,
    flags,
    cautions,
  }: Impact): ImpactResponse {
    return {
      env: environment,
      now: new Date(now).toISOString(),
      contexts,
      ...(oldestAt !== undefined && { oldestAt: new Date(oldestAt).toISOString() }),
      changed,
      flags: flags.map((flag) => FlagImpactResponse.of(flag)),
      cautions,
    };
  }
}
