import { compile } from '../compile/compile';
import type { CompiledFlag, CompiledSegment } from '../compile/compiled';
import type { CompiledSnapshot } from '../compile/compiled-snapshot';
import type { Problem } from '../compile/problem';
import { type Users, usersOfFlag, usersOfSegment } from '../compile/users';
import { recompile } from '../delta/recompile';
import { hashes } from '../hashes';
import type { Environment } from '../model/snapshot';
import { operators } from '../operators';
import { environmentWarnings } from './environment-warnings';
import type { Warning } from './warning';

/** A problem of one flag or segment of an environment. */
export interface EnvironmentProblem extends Problem {
  readonly kind: 'flag' | 'segment';
  readonly key: string;
}

/** What is wrong with an environment as a whole, and what may not be meant. */
export interface EnvironmentCheck {
  readonly problems: readonly EnvironmentProblem[];
  readonly warnings: readonly Warning[];
  /** The environment compiled with every optional part, for the next check's `previous` or for evaluation. */
  readonly compiled: CompiledSnapshot;
}

/** Narrows a check down to a change. */
export interface CheckOptions {
  /** Keys that were written or deleted. Without, the whole environment is checked. */
  readonly changed?: { readonly flags?: readonly string[]; readonly segments?: readonly string[] };
  /** The `compiled` of a former check, so that only what changed is compiled. */
  readonly previous?: CompiledSnapshot;
}

/**
 * Checks an environment as it would be after a change: unknown flags, segments and variants, cycles (named key by key),
 * and what a deletion would break (`used_by`, on the deleted key). With `changed`, problems are those of the changed
 * keys and of everything that refers to them; problems that were there before stay out.
 */
export function checkEnvironment(
  environment: Environment,
  { changed, previous }: CheckOptions = {},
): EnvironmentCheck {
  const compiled =
    previous === undefined
      ? compile(environment, { operators, hashes })
      : recompile(previous, environment);
  const change = changed === undefined ? undefined : new Change(changed);
  const flags = [...compiled.flags.values()].filter(
    (flag) => change === undefined || change.concerns(flag, change.flags),
  );
  const segments = [...compiled.segments.values()].filter(
    (segment) => change === undefined || change.concerns(segment, change.segments),
  );
  const keys = new Set([...flags, ...segments].map(({ config }) => config.key));
  return {
    problems: [
      ...(change === undefined ? [] : deletions(environment, compiled, change)),
      ...flags.flatMap(problemsOfFlag),
      ...segments.flatMap(problemsOfSegment),
    ],
    warnings: environmentWarnings(compiled).filter(({ key }) => keys.has(key)),
    compiled,
  };
}

/** The keys that were written or deleted. */
class Change {
  readonly flags: ReadonlySet<string>;
  readonly segments: ReadonlySet<string>;

  constructor(changed: NonNullable<CheckOptions['changed']>) {
    this.flags = new Set(changed.flags);
    this.segments = new Set(changed.segments);
  }

  /** Is a flag or segment one of `kind`, or does it refer to what was written or deleted. */
  concerns(
    { config, references }: CompiledFlag | CompiledSegment,
    kind: ReadonlySet<string>,
  ): boolean {
    return (
      kind.has(config.key) ||
      references.flags.some((key) => this.flags.has(key)) ||
      references.segments.some((key) => this.segments.has(key))
    );
  }
}

function deletions(
  environment: Environment,
  compiled: CompiledSnapshot,
  { flags, segments }: Change,
): EnvironmentProblem[] {
  return [
    ...[...flags]
      .filter((key) => !compiled.flags.has(key))
      .flatMap((key) => usedBy('flag', key, usersOfFlag(environment, key))),
    ...[...segments]
      .filter((key) => !compiled.segments.has(key))
      .flatMap((key) => usedBy('segment', key, usersOfSegment(environment, key))),
  ];
}

function problemsOfFlag({ config, problems, missing }: CompiledFlag): EnvironmentProblem[] {
  return [...problems, ...missing].map((problem) => ({
    kind: 'flag',
    key: config.key,
    ...problem,
  }));
}

function problemsOfSegment({ config, problems }: CompiledSegment): EnvironmentProblem[] {
  return problems.map((problem) => ({ kind: 'segment', key: config.key, ...problem }));
}

function usedBy(kind: 'flag' | 'segment', key: string, users: Users): EnvironmentProblem[] {
  const names = [
    ...users.flags.map((flag) => `flag "${flag}"`),
    ...users.segments.map((segment) => `segment "${segment}"`),
  ];
  if (names.length === 0) return [];
  const detail = `The ${kind} "${key}" is used by ${names.join(', ')}: take it out there first.`;
  return [{ kind, key, pointer: '', code: 'used_by', detail }];
}
