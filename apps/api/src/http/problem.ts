import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** One wrong place of a request. */
export class ProblemField {
  @ApiProperty({
    description: 'JSON Pointer into the request body, as a URI fragment.',
    example: '#/strategy/percentage',
  })
  pointer!: string;

  @ApiProperty({
    description: 'What would be right there.',
    example: '"percentage" must be a number from 0 to 100.',
  })
  detail!: string;

  @ApiPropertyOptional({
    description: 'Machine-readable kind of the mistake.',
    example: 'out_of_range',
  })
  code?: string;
}

/** The body of every refusal: RFC 9457 problem details. */
export class Problem {
  @ApiProperty({
    description: 'Identifies the kind of problem; stable.',
    example: 'urn:toggle-service:problem:flag.not_found',
  })
  type!: string;

  @ApiProperty({ description: 'The kind of problem in words.', example: 'Flag not found' })
  title!: string;

  @ApiProperty({ description: 'The HTTP status, repeated.', example: 404 })
  status!: number;

  @ApiProperty({
    description: 'This occurrence in a sentence that says what to change.',
    example: 'There is no flag "checkout-redesign" in "dev".',
  })
  detail!: string;

  @ApiProperty({
    description: 'The path that was asked for.',
    example: '/features/checkout-redesign',
  })
  instance!: string;

  @ApiProperty({
    description: 'Stable code to switch on. The table of codes is in docs/problems.md.',
    example: 'flag.not_found',
  })
  code!: string;

  @ApiProperty({
    description: 'Id of the request; the same as in `X-Request-Id` and in the logs.',
    example: '0199a3c2-7a51-7c3e-b0a5-8f1d2c3b4a59',
  })
  requestId!: string;

  @ApiPropertyOptional({
    description: 'Every wrong field, when the request was not valid.',
    type: [ProblemField],
  })
  errors?: ProblemField[];
}
