import { Injectable } from '@nestjs/common';
import {
  type CompiledSnapshot,
  evaluate,
  type EvaluationContext,
  type EvaluationResult,
  nextChangeAt,
} from '@app/flag-engine';
import type { Flag } from '../domain/flag';
import { sameStamp } from '../domain/flag-list';
import { referencesOf } from '../domain/needs';
import type { EnvironmentView } from './environment.view';
import type { ListKey } from './flag-list.cache';
import { FlagLists } from './flag-lists';
import { FlagReader } from './flag.reader';

/** A view that can be evaluated: compiled with the segments of its own revision. */
export interface EvaluableView {
  readonly view: EnvironmentView;
  readonly compiled: CompiledSnapshot;
}

/** Evaluates the flags of a list for one context, all at one revision. */
@Injectable()
export class FlagEvaluations {
  private readonly preparing = new WeakMap<EnvironmentView, Promise<EvaluableView>>();

  constructor(
    private readonly reader: FlagReader,
    private readonly lists: FlagLists,
  ) {}

  /** The view, or a newer one when its segments have moved on meanwhile. Worked out once per view. */
  prepare(key: ListKey, view: EnvironmentView): Promise<EvaluableView> {
    const underWay = this.preparing.get(view);
    if (underWay !== undefined) return underWay;
    const prepared = this.prepareOnce(key, view);
    this.preparing.set(view, prepared);
    // What failed is tried again by the next who asks.
    prepared.catch(() => this.preparing.delete(view));
    return prepared;
  }

  /** @param now epoch milliseconds, the same for all flags of an answer */
  evaluate(
    compiled: CompiledSnapshot,
    flag: Flag,
    { context, now }: { context: EvaluationContext; now: number },
  ): EvaluationResult {
    return evaluate(compiled, flag.config.key, context, now);
  }

  /** Until when the answers of `compiled` for `context` stand, as far as time alone goes. */
  validUntil(
    compiled: CompiledSnapshot,
    { context, now }: { context: EvaluationContext; now: number },
  ): number | undefined {
    return nextChangeAt(compiled, now, { context });
  }

  private async prepareOnce(key: ListKey, view: EnvironmentView): Promise<EvaluableView> {
    if (!view.list.flags.some(usesSegments)) return { view, compiled: view.compileWith([]) };
    const { list, segments } = await this.reader.readSnapshot(key);
    const present = sameStamp(list, view) ? view : this.lists.adopt(key, list);
    // What is held may be newer still; its segments were not read here.
    if (!sameStamp(present, list)) return this.prepareOnce(key, present);
    return { view: present, compiled: present.compileWith(segments) };
  }
}

function usesSegments({ config }: Flag): boolean {
  return referencesOf(config).some(({ kind }) => kind === 'segment');
}
