import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { TARGETING_KEY_FORMS, type TargetingKeyForm } from '../context-sampling';
import type { SamplingReport } from '../context.samplings';

/** Which contexts an environment keeps, and how many there are. */
export class ContextSamplingResponse {
  @ApiProperty({ description: 'The environment.', example: 'dev' })
  env!: string;

  @ApiProperty({ description: 'Whether any are kept at all.', example: true })
  enabled!: boolean;

  @ApiProperty({
    description: 'Attributes that are kept.',
    type: [String],
    example: ['plan', 'country'],
  })
  attributes!: readonly string[];

  @ApiProperty({
    description: 'How targeting keys are kept.',
    enum: TARGETING_KEY_FORMS,
    example: 'hashed',
  })
  targetingKey!: TargetingKeyForm;

  @ApiProperty({ description: 'How many contexts are kept at most.', example: 1_000 })
  capacity!: number;

  @ApiProperty({ description: 'How long a context is kept.', example: 86_400 })
  expiresAfterSeconds!: number;

  @ApiProperty({ description: 'How many are kept at present.', minimum: 0, example: 640 })
  kept!: number;

  @ApiPropertyOptional({
    description: 'When the oldest of them was evaluated; absent when there are none.',
    format: 'date-time',
    example: '2026-11-24T09:30:00.000Z',
  })
  oldestAt?: string;

  @ApiPropertyOptional({
    description: 'When this was last changed; absent: never.',
    format: 'date-time',
    example: '2026-11-20T08:00:00.000Z',
  })
  changedAt?: string;

  static of(env: string, { sampling, changedAt, sample }: SamplingReport): ContextSamplingResponse {
    const { contexts, oldestAt } = sample;
    return {
      env,
      ...sampling,
      kept: contexts.length,
      ...(oldestAt !== undefined && { oldestAt: timeOf(oldestAt) }),
      ...(changedAt !== undefined && { changedAt: timeOf(changedAt) }),
    };
  }
}

function timeOf(at: number): string {
  return new Date(at).toISOString();
}
