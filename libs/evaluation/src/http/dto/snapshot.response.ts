import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** A snapshot, or with `since` a delta. The parts are those of the flag model. */
export class SnapshotResponse {
  @ApiProperty({ description: 'Version of this form.', example: 1, enum: [1] })
  schema!: 1;

  @ApiProperty({ description: 'Whose it is.', example: 'zebra' })
  tenant!: string;

  @ApiProperty({ description: 'Of which environment.', example: 'dev' })
  environment!: string;

  @ApiProperty({
    description: 'Revisions are ordered within one epoch only.',
    example: '5f2b',
  })
  epoch!: string;

  @ApiProperty({ description: 'Which state this is, or leads to.', example: 43 })
  revision!: number;

  @ApiPropertyOptional({
    description: 'Of a delta only: the revision that it leads from.',
    example: 42,
  })
  since?: number;

  @ApiProperty({
    description: 'Flags without name and description: all, or those that are new or changed.',
    type: 'array',
    items: { type: 'object', additionalProperties: true },
  })
  flags!: object[];

  @ApiProperty({
    description:
      'Segments: all, or those that are new or changed, whose ids are then told as `{ add, remove }`.',
    type: 'array',
    items: { type: 'object', additionalProperties: true },
  })
  segments!: object[];

  @ApiPropertyOptional({
    description: 'Of a delta only: keys of flags that are gone.',
    type: [String],
    example: ['old-checkout'],
  })
  deletedFlags?: string[];

  @ApiPropertyOptional({
    description: 'Of a delta only: keys of segments that are gone.',
    type: [String],
    example: [],
  })
  deletedSegments?: string[];
}
