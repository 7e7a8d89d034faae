import { DomainError, type JsonValue } from '@app/kernel';

/** Something stands in the way of a promotion; nothing was changed. The plan says what, item by item. */
export class PromotionConflict extends DomainError {
  static readonly code = 'promotion.conflict';
  readonly code = PromotionConflict.code;

  /** @param plan as the answer of a dry run shows it */
  constructor(plan: JsonValue) {
    super(
      'Not everything can be promoted as asked; nothing was changed. "plan" says what and why.',
      {
        plan,
      },
    );
  }
}
