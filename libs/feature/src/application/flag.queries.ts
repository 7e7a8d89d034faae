import { Injectable } from '@nestjs/common';
import type { EvaluationContext, EvaluationResult } from '@app/flag-engine';
import { Clock, environmentName, flagKey, type Page, type Principal, strongTag } from '@app/kernel';
import type { Flag } from '../domain/flag';
import { FlagNotFound } from '../domain/flag.errors';
import { FlagEvaluations, type EvaluableView } from './flag.evaluations';
import type { FlagAddress } from './flag.service';
import type { EnvironmentView } from './environment.view';
import { FlagLists } from './flag-lists';
import type { ListKey } from './flag-list.cache';
import { FlagReader } from './flag.reader';
import { type ListQuery, pageId } from './list.query';
import { listTag } from './list-tag';

/** A page that can still be rendered or found unchanged: nothing is evaluated before it is asked for. */
export interface ListAnswer {
  readonly cache: 'HIT' | 'MISS';
  /** Weak entity tag. */
  readonly etag: string;
  /** Equal for answers whose bytes are equal; absent where they are made for one context. */
  readonly renderingId?: string;
  page(): Page<ListedFlag>;
}

export interface ListedFlag {
  readonly flag: Flag;
  readonly evaluation?: EvaluationResult;
}

/** Reads flags. */
@Injectable()
export class FlagQueries {
  constructor(
    private readonly reader: FlagReader,
    private readonly lists: FlagLists,
    private readonly evaluations: FlagEvaluations,
    private readonly clock: Clock,
  ) {}

  /** @throws InvalidName, EnvironmentNotFound, FlagNotFound */
  async get(caller: Principal, address: FlagAddress): Promise<{ flag: Flag; etag: string }> {
    const environment = environmentName(address.environment);
    const key = flagKey(address.key);
    const { flag, epoch } = await this.reader.find({ tenantId: caller.tenantId, environment }, key);
    if (flag === undefined) throw new FlagNotFound(key, environment);
    return { flag, etag: strongTag(flag, epoch) };
  }

  /** @throws InvalidName, EnvironmentNotFound */
  async list(caller: Principal, query: ListQuery): Promise<ListAnswer> {
    const { tenant, tenantId } = caller;
    const key: ListKey = { tenant, tenantId, environment: environmentName(query.environment) };
    const { view, cache } = await this.lists.get(key);
    const { context } = query;
    if (context === undefined) return { cache, ...plainAnswer(view, query) };
    return {
      cache,
      ...this.evaluated(await this.evaluations.prepare(key, view), { ...query, context }),
    };
  }

  private evaluated(
    { view, compiled }: EvaluableView,
    query: ListQuery & { context: EvaluationContext },
  ): Omit<ListAnswer, 'cache'> {
    const at = { context: query.context, now: this.clock.now() };
    const selected = view.select(query.selection);
    const until = this.evaluations.validUntil(compiled, at);
    return {
      etag: listTag(view, selected, { query, until }),
      page: () =>
        pageOf(selected, query, (flag) => ({
          flag,
          evaluation: this.evaluations.evaluate(compiled, flag, at),
        })),
    };
  }
}

function plainAnswer(view: EnvironmentView, query: ListQuery): Omit<ListAnswer, 'cache'> {
  return view.once(`plain ${pageId(query)}`, () => {
    const selected = view.select(query.selection);
    const etag = listTag(view, selected, { query });
    const page = (): Page<ListedFlag> => pageOf(selected, query, (flag) => ({ flag }));
    return { etag, renderingId: `${view.list.environmentId} ${etag}`, page };
  });
}

function pageOf(
  selected: readonly Flag[],
  { page, pageSize }: ListQuery,
  listed: (flag: Flag) => ListedFlag,
): Page<ListedFlag> {
  const from = (page - 1) * pageSize;
  const items = selected.slice(from, from + pageSize).map(listed);
  return { items, page, pageSize, total: selected.length };
}
