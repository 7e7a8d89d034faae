import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ENVIRONMENT_NAME, TENANT_SLUG } from '@app/kernel';
import {
  IsISO8601,
  IsNotEmpty,
  IsOptional,
  IsRFC3339,
  IsString,
  Matches,
  MaxLength,
} from 'class-validator';
import { Cursor, PageNumber, PageSize } from '@app/platform/openapi';

const LONGEST_TEXT = 256;
/** With an offset: a time without one would mean something else on every server. */
const MOMENT = '$property must be a time such as 2026-11-25T09:30:00Z (RFC 3339)';

/** Which events, and which page of them. */
export class ListAuditLogsQuery {
  @ApiProperty({ description: 'The caller’s own tenant.', example: 'zebra' })
  @Matches(TENANT_SLUG, {
    message: 'tenant must be 2 to 63 lower-case letters, digits or inner hyphens',
  })
  tenant!: string;

  @ApiPropertyOptional({ description: 'Only events of this environment.', example: 'dev' })
  @IsOptional()
  @Matches(ENVIRONMENT_NAME, {
    message: 'env must be 1 to 63 lower-case letters, digits or inner hyphens',
  })
  env?: string;

  @PageNumber(
    'Number of the page, from 1. Pages end at event 10,000; go on with `cursor` from there.',
  )
  page = 1;

  @PageSize('Events per page.')
  pageSize = 20;

  @ApiPropertyOptional({ description: 'Only events of this action.', example: 'flag.updated' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(LONGEST_TEXT)
  action?: string;

  @ApiPropertyOptional({
    description: 'Only events caused by the actor with this id.',
    example: '0199a3c2-7a51-7c3e-b0a5-8f1d2c3b4a59',
  })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(LONGEST_TEXT)
  actor?: string;

  @ApiPropertyOptional({
    description: 'Only events that happened to what has this key.',
    example: 'new-checkout',
  })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(LONGEST_TEXT)
  key?: string;

  @ApiPropertyOptional({
    description: 'Only events at this moment or later (RFC 3339).',
    format: 'date-time',
    example: '2026-01-01T00:00:00.000Z',
  })
  @IsOptional()
  @IsRFC3339({ message: MOMENT })
  @IsISO8601({ strict: true }, { message: MOMENT })
  from?: string;

  @ApiPropertyOptional({
    description: 'Only events before this moment (RFC 3339).',
    format: 'date-time',
    example: '2030-01-01T00:00:00.000Z',
  })
  @IsOptional()
  @IsRFC3339({ message: MOMENT })
  @IsISO8601({ strict: true }, { message: MOMENT })
  to?: string;

  @ApiPropertyOptional({
    description:
      'Words, each of which must begin a word of the event: its action, key, environment, actor, request id or content. Letter case and accents make no difference.',
    maxLength: LONGEST_TEXT,
    example: 'checkout',
  })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_TEXT)
  q?: string;

  @Cursor(
    '`nextCursor` of a former answer: goes on after its last event, however deep; `page` is then ignored. Send the same filters with it.',
  )
  cursor?: string;
}
