import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { PromotionReport } from '../../application/promotions';
import {
  type PromotionAction,
  type PromotionItem,
  type PromotionPlan,
  wouldFail,
} from '../../domain/promotion';
import { PromotionChangeResponse } from './promotion-change.response';
import { ReferenceResponse } from './reference.response';

/** Revisions of both ends. */
export class PromotionRevisions {
  @ApiProperty({ description: 'Of the source.', minimum: 0, example: 12 })
  from!: number;

  @ApiProperty({ description: 'Of the target.', minimum: 0, example: 9 })
  to!: number;
}

/** How many items there are of each action. */
export class PromotionSummary implements Record<PromotionAction, number> {
  @ApiProperty({ description: 'New in the target.', minimum: 0, example: 2 })
  create!: number;

  @ApiProperty({ description: 'Changed in the target.', minimum: 0, example: 1 })
  update!: number;

  @ApiProperty({ description: 'The same in both.', minimum: 0, example: 9 })
  unchanged!: number;

  @ApiProperty({ description: 'Left as the target has them.', minimum: 0, example: 0 })
  skip!: number;

  @ApiProperty({ description: 'In the way of the promotion.', minimum: 0, example: 0 })
  conflict!: number;
}

/** What becomes of one flag or segment. */
export class PromotionItemResponse extends ReferenceResponse {
  @ApiProperty({
    description: 'What becomes of it in the target.',
    enum: ['create', 'update', 'unchanged', 'skip', 'conflict'],
    example: 'update',
  })
  action!: PromotionAction;

  @ApiProperty({
    description: 'From what the target has to what the source has.',
    type: [PromotionChangeResponse],
  })
  changes!: readonly PromotionChangeResponse[];

  @ApiProperty({
    description: 'Not asked for, but needed by something that was.',
    example: false,
  })
  dependency!: boolean;

  @ApiPropertyOptional({
    description: 'What it needs that the target would lack or have differently.',
    type: [ReferenceResponse],
  })
  missing?: readonly ReferenceResponse[];

  @ApiPropertyOptional({ description: 'Why it is skipped or in conflict.' })
  reason?: string;

  static of({
    kind,
    key,
    action,
    changes,
    dependency,
    missing,
    reason,
  }: PromotionItem): PromotionItemResponse {
    return {
      kind,
      key,
      action,
      changes,
      dependency,
      ...(missing.length > 0 && { missing }),
      ...(reason !== undefined && { reason }),
    };
  }
}

/** A promotion's plan, and what became of it. */
export class PromotionResponse {
  @ApiProperty({ description: 'Whether this is only the plan.', example: true })
  dryRun!: boolean;

  @ApiProperty({ description: 'The source.', example: 'dev' })
  from!: string;

  @ApiProperty({ description: 'The target.', example: 'prod' })
  to!: string;

  @ApiProperty({
    description:
      'Revisions that the plan was made for; give them back as `expect` to run exactly it.',
    type: PromotionRevisions,
  })
  revisions!: PromotionRevisions;

  @ApiProperty({ description: 'Whether a run on this state would be refused.', example: false })
  wouldFail!: boolean;

  @ApiPropertyOptional({ description: 'Why a run on this state would be refused.' })
  failure?: string;

  @ApiPropertyOptional({
    description: 'Ties the audit events of the run together; absent when nothing was changed.',
    format: 'uuid',
    example: '0199a3c2-7a51-7c3e-b0a5-8f1d2c3b4a59',
  })
  promotionId?: string;

  @ApiProperty({ description: 'How many items of each action.', type: PromotionSummary })
  summary!: PromotionPlan['summary'];

  @ApiProperty({
    description: 'Every flag asked for, and the dependencies that matter; flags first, by key.',
    type: [PromotionItemResponse],
  })
  items!: PromotionItemResponse[];

  static of({ plan, failure, promotionId, ...report }: PromotionReport): PromotionResponse {
    const { dryRun, from, to, revisions } = report;
    return {
      dryRun,
      from,
      to,
      revisions,
      wouldFail: failure !== undefined || wouldFail(plan),
      ...(failure !== undefined && { failure }),
      ...(promotionId !== undefined && { promotionId }),
      summary: plan.summary,
      items: plan.items.map((item) => PromotionItemResponse.of(item)),
    };
  }
}
