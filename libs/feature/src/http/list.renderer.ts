import { Injectable } from '@nestjs/common';
import QuickLRU from 'quick-lru';
import type { ListAnswer } from '../application/flag.queries';
import { ListedFlagResponse } from './dto/flag-page.response';
import type { FlagPlace } from './dto/flag.response';

const MAX_RENDERINGS = 128;

/** Turns a page into the bytes of its answer, once for as long as the answer stays the same. */
@Injectable()
export class ListRenderer {
  private readonly renderings = new QuickLRU<string, Buffer>({ maxSize: MAX_RENDERINGS });

  render(answer: ListAnswer, place: FlagPlace): Buffer {
    const { renderingId } = answer;
    if (renderingId === undefined) return bytesOf(answer, place);
    const known = this.renderings.get(renderingId);
    if (known !== undefined) return known;
    const bytes = bytesOf(answer, place);
    this.renderings.set(renderingId, bytes);
    return bytes;
  }
}

function bytesOf(answer: ListAnswer, place: FlagPlace): Buffer {
  const { items, page, pageSize, total } = answer.page();
  const listed = items.map((item) => ListedFlagResponse.ofListed(item, place));
  return Buffer.from(JSON.stringify({ items: listed, page, pageSize, total }));
}
