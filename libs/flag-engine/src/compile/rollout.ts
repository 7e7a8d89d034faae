import { parseMoment } from '../comparisons/moment';
import type { EvaluationContext } from '../model/context';
import type { ProgressivePercentage, Rollout } from '../model/serve';
import { compileBucketing, compilePercentage, thresholdOf } from './bucketing';
import type { Scope } from './scope';

const MINUTE_MS = 60_000;

/** Does a rollout admit the context; `undefined`: the context has no unit. */
export type Admission = (context: EvaluationContext, now: number) => boolean | undefined;

/** Compiles the rollout of a rule. */
export function compileRollout(rollout: Rollout, at: string, scope: Scope): Admission {
  const { unitOf, bucketOf } = compileBucketing(rollout, at, { scope });
  const { percentage } = rollout;
  const { observer } = scope.tools;
  if (typeof percentage === 'object' && percentage !== null) {
    const thresholdAt = compileProgression(percentage, `${at}/percentage`, scope);
    const observed = observer.fact('threshold', thresholdAt);
    return observer.step('rollout', at, (context, now) => {
      const unit = unitOf(context);
      return unit === undefined ? undefined : bucketOf(unit) < observed(now);
    });
  }
  const threshold = compilePercentage(percentage, `${at}/percentage`, scope);
  return observer.step('rollout', at, (context) => {
    const unit = unitOf(context);
    return unit === undefined ? undefined : bucketOf(unit) < threshold;
  });
}

/** Compiles a percentage that moves with time into its threshold at a moment. */
function compileProgression(
  progression: ProgressivePercentage,
  at: string,
  scope: Scope,
): (now: number) => number {
  const { from, to, steps } = progression;
  compilePercentage(from, `${at}/from`, scope);
  compilePercentage(to, `${at}/to`, scope);
  const start = compileMoment(progression.startAt, `${at}/startAt`, scope);
  const end = compileMoment(progression.endAt, `${at}/endAt`, scope);
  if (end <= start) {
    scope.problem(`${at}/endAt`, 'invalid_date', '"endAt" must be after "startAt".');
  }
  if (steps !== undefined && !(Number.isInteger(steps) && steps >= 1)) {
    scope.problem(`${at}/steps`, 'invalid_percentage', '"steps" is a whole number, 1 or more.');
  }
  const thresholdAt = (now: number): number => {
    const passed = Math.min(Math.max(minuteOf(now) - start, 0), end - start);
    // Multiplied before it is divided: whole numbers, so no step comes a minute late by rounding.
    const share =
      steps === undefined
        ? passed / (end - start)
        : Math.floor((passed * steps) / (end - start)) / steps;
    return thresholdOf(from + (to - from) * share);
  };
  scope.timetables.push((now) => nextStep(thresholdAt, now, end));
  return thresholdAt;
}

/** A moment that a configuration gives, in epoch milliseconds. */
export function compileMoment(text: unknown, at: string, scope: Scope): number {
  const moment = typeof text === 'string' ? parseMoment(text) : undefined;
  if (moment !== undefined) return moment;
  const detail =
    'This must be a date and time with zone (RFC 3339), such as "2026-12-01T09:00:00Z".';
  scope.problem(at, 'invalid_date', detail);
  return NaN;
}

function minuteOf(now: number): number {
  return Math.floor(now / MINUTE_MS) * MINUTE_MS;
}

/** The first minute after `now` at which the threshold is another; thresholds only ever move one way. */
function nextStep(
  thresholdAt: (now: number) => number,
  now: number,
  end: number,
): number | undefined {
  const present = thresholdAt(now);
  let before = minuteOf(now) / MINUTE_MS;
  let after = Math.ceil(end / MINUTE_MS);
  if (thresholdAt(after * MINUTE_MS) === present) return undefined;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (thresholdAt(middle * MINUTE_MS) === present) before = middle;
    else after = middle;
  }
  return after * MINUTE_MS;
}
