import { Injectable } from '@nestjs/common';
import QuickLRU from 'quick-lru';
import type { ListAnswer, ListedFlag } from '../application/flag.queries';
import type { Flag } from '../domain/flag';
import { EvaluationResponse } from './dto/evaluation.response';
import { type FlagPlace, FlagResponse } from './dto/flag.response';

const MAX_RENDERINGS = 128;

/**
 * Turns a page into the bytes of its answer (`FlagPageResponse`): once for as long as the answer
 * stays the same, and of one made for a user only the evaluations anew.
 */
@Injectable()
export class ListRenderer {
  private readonly renderings = new QuickLRU<string, Buffer>({ maxSize: MAX_RENDERINGS });
  /** A flag of a list is of one place for ever, so its text lives as long as the flag. */
  private readonly flags = new WeakMap<Flag, string>();

  render(answer: ListAnswer, place: FlagPlace): Buffer {
    const { renderingId } = answer;
    if (renderingId === undefined) return this.bytesOf(answer, place);
    const known = this.renderings.get(renderingId);
    if (known !== undefined) return known;
    const bytes = this.bytesOf(answer, place);
    this.renderings.set(renderingId, bytes);
    return bytes;
  }

  private bytesOf(answer: ListAnswer, place: FlagPlace): Buffer {
    const { items, page, pageSize, total } = answer.page();
    const texts = items.map((item) => this.textOf(item, place));
    return Buffer.from(
      `{"items":[${texts.join(',')}],"page":${page},"pageSize":${pageSize},"total":${total}}`,
    );
  }

  private textOf({ flag, evaluation }: ListedFlag, place: FlagPlace): string {
    const known = this.flags.get(flag);
    const text = known ?? JSON.stringify(FlagResponse.of(flag, place));
    if (known === undefined) this.flags.set(flag, text);
    if (evaluation === undefined) return text;
    const answer = JSON.stringify(EvaluationResponse.of(evaluation));
    return `${text.slice(0, -1)},"evaluation":${answer}}`;
  }
}
