import { ApiProperty, PartialType } from '@nestjs/swagger';
import { FLAG_KEY } from '@app/kernel';
import { Matches } from 'class-validator';
import { EnvironmentQuery } from '@app/tenancy';
import { KEY_RULE } from './key.path';

/** The segment that a path names. */
export class SegmentPath {
  @ApiProperty({
    description: 'Key of the segment.',
    pattern: FLAG_KEY.source,
    example: 'beta-testers',
  })
  @Matches(FLAG_KEY, { message: KEY_RULE })
  key!: string;
}

/** One segment of one environment. */
export class SegmentAddressRequest extends EnvironmentQuery {
  @ApiProperty({
    description: 'Key of the segment.',
    pattern: FLAG_KEY.source,
    example: 'beta-testers',
  })
  @Matches(FLAG_KEY, { message: KEY_RULE })
  key!: string;
}

/** The segment to delete, in the body; what is not there is taken from the query. */
export class DeleteSegmentRequest extends PartialType(SegmentAddressRequest) {}

/** The segment to delete, in the query: for clients that send no body with DELETE. */
export class DeleteSegmentQuery extends PartialType(SegmentAddressRequest) {}
