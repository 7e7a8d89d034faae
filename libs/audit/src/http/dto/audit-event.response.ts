import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { DomainEvent, JsonObject } from '@app/kernel';
import { AuditActorResponse } from './audit-actor.response';
import { FieldChangeResponse } from './field-change.response';

/** One event of the audit log. Members that do not apply are `null`. */
export class AuditEventResponse {
  @ApiProperty({
    description: 'Id of the event.',
    format: 'uuid',
    example: '0199a3c2-7a51-7c3e-b0a5-8f1d2c3b4a59',
  })
  id!: string;

  @ApiProperty({
    description: 'When it happened; UTC, in milliseconds.',
    format: 'date-time',
    example: '2026-11-25T09:30:00.000Z',
  })
  time!: string;

  @ApiProperty({ description: 'The tenant it happened to.', example: 'zebra' })
  tenant!: string;

  @ApiProperty({
    description: 'The environment it happened in.',
    type: String,
    nullable: true,
    example: 'dev',
  })
  env!: string | null;

  @ApiProperty({ description: 'What happened, in the past tense.', example: 'flag.updated' })
  action!: string;

  @ApiProperty({
    description: 'Whether it was done, or tried and refused.',
    enum: ['success', 'failure'],
    example: 'success',
  })
  outcome!: DomainEvent['outcome'];

  @ApiProperty({ description: 'Who caused it.', type: AuditActorResponse })
  actor!: AuditActorResponse;

  @ApiProperty({
    description: 'Key of what it happened to.',
    type: String,
    nullable: true,
    example: 'new-checkout',
  })
  key!: string | null;

  @ApiProperty({
    description: 'Revision of the environment that it produced.',
    type: Number,
    nullable: true,
    example: 42,
  })
  revision!: number | null;

  @ApiProperty({
    description: 'What it happened to, as it was before.',
    type: 'object',
    additionalProperties: true,
    nullable: true,
    example: { enabled: false },
  })
  before!: JsonObject | null;

  @ApiProperty({
    description: 'What it happened to, as it was afterwards.',
    type: 'object',
    additionalProperties: true,
    nullable: true,
    example: { enabled: true },
  })
  after!: JsonObject | null;

  @ApiProperty({ description: 'The differences, field by field.', type: [FieldChangeResponse] })
  changes!: readonly FieldChangeResponse[];

  @ApiPropertyOptional({
    description: 'The promotion it was part of.',
    example: '0199a3c2-7a51-7c3e-b0a5-8f1d2c3b4a5a',
  })
  promotionId?: string;

  @ApiProperty({
    description: 'Id of the request that caused it.',
    type: String,
    nullable: true,
    example: '0199a3c2-7a51-7c3e-b0a5-8f1d2c3b4a5b',
  })
  requestId!: string | null;

  @ApiProperty({
    description: 'Address the request came from.',
    type: String,
    nullable: true,
    example: '203.0.113.7',
  })
  ip!: string | null;

  static of(event: DomainEvent): AuditEventResponse {
    return {
      id: event.id,
      time: event.time,
      tenant: event.tenant.slug,
      env: event.environment?.name ?? null,
      action: event.action,
      outcome: event.outcome,
      actor: event.actor,
      key: event.key ?? null,
      revision: event.environment?.revision ?? null,
      before: event.before ?? null,
      after: event.after ?? null,
      changes: event.changes ?? [],
      ...(event.promotionId === undefined ? {} : { promotionId: event.promotionId }),
      requestId: event.requestId ?? null,
      ip: event.ip ?? null,
    };
  }
}
