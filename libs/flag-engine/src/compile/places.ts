import type { Matcher } from './compiled';

/** Says whether a comparison holds for the value of its attribute. */
export type Judge = (value: unknown, now: number) => boolean;

/** Makes a matcher that reads an attribute as a member of the context and has its value judged. */
type Place = (attribute: string, judge: Judge) => Matcher;

/**
 * One function, written down many times: V8 learns for every place in the source by which names members are read
 * there, and a place that has seen a single name reads several times faster than one that has seen many. So the first
 * attributes that a process compares get a place each; all others share the last.
 */
const PLACES: readonly Place[] = [
  (attribute, judge) => (context, now) => judge(context[attribute], now),
  (attribute, judge) => (context, now) => judge(context[attribute], now),
  (attribute, judge) => (context, now) => judge(context[attribute], now),
  (attribute, judge) => (context, now) => judge(context[attribute], now),
  (attribute, judge) => (context, now) => judge(context[attribute], now),
  (attribute, judge) => (context, now) => judge(context[attribute], now),
  (attribute, judge) => (context, now) => judge(context[attribute], now),
  (attribute, judge) => (context, now) => judge(context[attribute], now),
  (attribute, judge) => (context, now) => judge(context[attribute], now),
  (attribute, judge) => (context, now) => judge(context[attribute], now),
  (attribute, judge) => (context, now) => judge(context[attribute], now),
  (attribute, judge) => (context, now) => judge(context[attribute], now),
  (attribute, judge) => (context, now) => judge(context[attribute], now),
  (attribute, judge) => (context, now) => judge(context[attribute], now),
  (attribute, judge) => (context, now) => judge(context[attribute], now),
  (attribute, judge) => (context, now) => judge(context[attribute], now),
];
const SHARED: Place = (attribute, judge) => (context, now) => judge(context[attribute], now);

const taken = new Map<string, Place>();

/** Reads an attribute where nothing but itself has been read, as long as there are such places. */
export function readInPlace(attribute: string, judge: Judge): Matcher {
  let place = taken.get(attribute);
  if (place === undefined) {
    place = PLACES[taken.size] ?? SHARED;
    if (place !== SHARED) taken.set(attribute, place);
  }
  return place(attribute, judge);
}
