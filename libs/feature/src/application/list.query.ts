import type { EvaluationContext } from '@app/flag-engine';
import type { FlagSelection } from '../domain/flag-selection';

/** A page of an environment's flags. */
export interface ListQuery {
  readonly environment: string;
  readonly selection: FlagSelection;
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
  /** Whom each flag is to be evaluated for; absent: nobody. */
  readonly context?: EvaluationContext;
}

/** One text per query and page, whatever it is evaluated for. */
export function pageId({ selection, page, pageSize }: Omit<ListQuery, 'environment'>): string {
  const { search, tags, sort } = selection;
  return JSON.stringify([search, tags, sort, page, pageSize]);
}
