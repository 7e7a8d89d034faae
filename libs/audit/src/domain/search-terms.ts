import type { DomainEvent, JsonValue } from '@app/kernel';
import { wordsOf } from './words';

/** Bounds what one event costs the index; a list of ten thousand user ids is not worth that many entries. */
export const MOST_TERMS = 256;

/**
 * The distinct words an event is found by: who, what, where and the request first, then what changed,
 * then the rest of its content, at most `MOST_TERMS`. Sorted, so that equal events have equal terms.
 */
export function searchTermsOf(event: DomainEvent): string[] {
  const terms = new Set<string>();
  for (const text of textsOf(event)) {
    for (const word of wordsOf(text)) {
      if (terms.size === MOST_TERMS) return [...terms].sort();
      terms.add(word);
    }
  }
  return [...terms].sort();
}

/** Most telling first; lazy, because most of a large document lies beyond the bound. */
function* textsOf(event: DomainEvent): Generator<string> {
  const { action, key, environment, actor, requestId, ip, promotionId, outcome } = event;
  const facts = [action, key, environment?.name, actor.type, actor.id, actor.name, requestId, ip];
  for (const fact of [...facts, promotionId, outcome]) {
    if (fact !== undefined) yield fact;
  }
  for (const change of event.changes ?? []) {
    yield change.path;
    yield* leavesOf(change.before);
    yield* leavesOf(change.after);
  }
  yield* leavesOf(event.after);
  yield* leavesOf(event.before);
}

/** Values only: member names are the same in every event and would find all of them. */
function* leavesOf(value: JsonValue | undefined): Generator<string> {
  if (value === undefined || value === null || typeof value === 'boolean') return;
  if (typeof value === 'string') yield value;
  else if (typeof value === 'number') yield String(value);
  else for (const member of Object.values(value)) yield* leavesOf(member);
}
