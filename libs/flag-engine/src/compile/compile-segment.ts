import { unitReader } from '../context/unit-reader';
import type { Segment } from '../model/segment';
import { never } from './combinators';
import type { CompiledSegment, Matcher } from './compiled';
import { compileCondition } from './condition';
import type { Problem } from './problem';
import { dependenciesOf } from './references';
import { Scope, type Toolbox } from './scope';

/** The ids of a segment that is compiled again (to be explained): tables are not made twice. */
type Tables = Pick<CompiledSegment, 'include' | 'exclude'>;

/** Compiles one segment. Never throws: a segment that cannot mean anything says so in `problems`. */
export function compileSegment(segment: Segment, tools: Toolbox, tables?: Tables): CompiledSegment {
  try {
    return compileSound(segment, tools, tables);
  } catch (error) {
    const detail = `The segment is malformed: ${String(error)}.`;
    return brokenSegment(segment, [{ pointer: '', code: 'malformed', detail }]);
  }
}

function compileSound(segment: Segment, tools: Toolbox, tables?: Tables): CompiledSegment {
  const scope = new Scope({ kind: 'segment', key: segment.key }, tools);
  const { include, exclude } = tables ?? {
    include: new Set(segment.include),
    exclude: new Set(segment.exclude),
  };
  const matches =
    segment.when === undefined ? never : compileCondition(segment.when, '/when', scope).matches;
  const unitOf = tools.observer.fact('unit', unitReader(segment.by));
  const run: Matcher = (context, now, memo) => {
    const unit = unitOf(context);
    if (unit !== undefined) {
      if (exclude.has(unit)) return false;
      if (include.has(unit)) return true;
    }
    return matches(context, now, memo);
  };
  const { problems, timetables, weight } = scope;
  return {
    config: segment,
    references: dependenciesOf(segment),
    run: tools.observer.step('membership', segment.key, run),
    include,
    exclude,
    needs: scope.needs,
    problems,
    timetables,
    weight,
  };
}

/** A segment that nobody is in; flags that ask it are broken by its problems. */
export function brokenSegment(segment: Segment, problems: readonly Problem[]): CompiledSegment {
  const none: ReadonlySet<string> = new Set();
  const parts = { include: none, exclude: none, needs: [], timetables: [], weight: 1 };
  const references = dependenciesOf(segment);
  return { config: segment, references, run: never, problems, ...parts };
}
