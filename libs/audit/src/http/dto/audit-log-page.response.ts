import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { AuditLogPage } from '../../application/audit-log';
import { AuditEventResponse } from './audit-event.response';

/** One page of the audit log, newest first. */
export class AuditLogPageResponse {
  @ApiProperty({ description: 'The events of this page.', type: [AuditEventResponse] })
  items!: AuditEventResponse[];

  @ApiProperty({ description: 'Number of this page, from 1.', minimum: 1, example: 1 })
  page!: number;

  @ApiProperty({ description: 'Most events a page holds.', minimum: 1, example: 20 })
  pageSize!: number;

  @ApiProperty({
    description:
      'How many events match in all; with a cursor, how many there were when the walk began.',
    minimum: 0,
    example: 128,
  })
  total!: number;

  @ApiPropertyOptional({
    description: 'Send it as `cursor` for the page after this one; absent on the last page.',
    example: 'WzE3NjQwNjMwMDAwMDAsIjAxOTlhM2MyLTdhNTEtN2MzZS1iMGE1LThmMWQyYzNiNGE1OSIsMiwxMjhd',
  })
  nextCursor?: string;

  static of({ items, page, pageSize, total, nextCursor }: AuditLogPage): AuditLogPageResponse {
    return {
      items: items.map((event) => AuditEventResponse.of(event)),
      page,
      pageSize,
      total,
      ...(nextCursor === undefined ? {} : { nextCursor }),
    };
  }
}
