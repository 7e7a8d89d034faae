import { ApiProperty, ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';

const PARTS = {
  type: 'object',
  additionalProperties: {
    type: 'object',
    description: 'One part: its status and what is known of it.',
    properties: {
      status: { type: 'string', enum: ['up', 'degraded', 'down'], description: 'How it is doing.' },
      kind: {
        type: 'string',
        enum: ['required', 'optional'],
        description: 'Whether the service is whole without it.',
      },
      phase: {
        type: 'string',
        enum: ['starting', 'ready', 'draining'],
        description: 'Of the process itself.',
      },
      detail: { type: 'string', description: 'What is wrong.' },
    },
    required: ['status'],
  },
} satisfies ApiPropertyOptions;

/** The answer of the health routes, in the form of @nestjs/terminus. */
export class HealthReport {
  @ApiProperty({
    description: '`ok` and `degraded` come with 200, the others with 503.',
    enum: ['ok', 'degraded', 'error', 'shutting_down'],
    example: 'ok',
  })
  status!: 'ok' | 'degraded' | 'error' | 'shutting_down';

  @ApiPropertyOptional({
    description: 'The parts that work, fully or degraded.',
    example: { process: { status: 'up', phase: 'ready' } },
    ...PARTS,
  })
  info?: Record<string, unknown>;

  @ApiPropertyOptional({
    description: 'The parts that do not work.',
    example: {},
    ...PARTS,
  })
  error?: Record<string, unknown>;

  @ApiProperty({
    description: 'Every part.',
    example: { process: { status: 'up', phase: 'ready' } },
    ...PARTS,
  })
  details!: Record<string, unknown>;
}
