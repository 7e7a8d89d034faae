import { NOW } from '../comparisons/date';
import { asMoment } from '../comparisons/moment';
import type { Operator } from '../comparisons/operator';
import { attributeReader } from '../context/attribute-reader';
import type { Comparison } from '../model/condition';
import type { Timetable } from './compiled';

/** When a comparison with `$now` may change: at the moment that it is compared with, and a millisecond later. */
export function nowTimetable(comparison: Comparison, operator: Operator): Timetable[] {
  if (operator.group !== 'date' || !Array.isArray(comparison.values)) return [];
  const { attribute = '', values } = comparison;
  if (attribute === NOW) {
    const moments = momentsOf(values);
    return [(now) => firstAfter(now, moments)];
  }
  if (!values.includes(NOW)) return [];
  const read = attributeReader(attribute);
  return [
    (now, context) =>
      context === undefined ? now + 1 : firstAfter(now, momentsOf([read(context)].flat())),
  ];
}

function firstAfter(now: number, moments: readonly number[]): number | undefined {
  const changes = moments.flatMap((moment) => [Math.ceil(moment), Math.floor(moment) + 1]);
  const ahead = changes.filter((change) => change > now);
  return ahead.length === 0 ? undefined : Math.min(...ahead);
}

/** What is no moment is NaN, which is never ahead. */
function momentsOf(values: readonly unknown[]): number[] {
  return values.map((value) => asMoment(value) ?? NaN);
}
