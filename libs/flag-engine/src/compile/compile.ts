import { coreOperators } from '../comparisons/core-operators';
import type { Flag } from '../model/flag';
import type { Segment } from '../model/segment';
import type { Environment } from '../model/snapshot';
import { brokenFlag, compileFlag } from './compile-flag';
import { brokenSegment, compileSegment } from './compile-segment';
import type { CompiledFlag, CompiledSegment } from './compiled';
import type { CompiledSnapshot, Layers, Parts } from './compiled-snapshot';
import { type Observer, UNOBSERVED } from './observer';
import { LateFlag } from './late-flag';
import { emptyLayer, type Kind, NextLayer } from './layer';
import { NO_REFERENCES } from './references';
import type { Toolbox } from './scope';

/** What `compile` may be given beside the snapshot. */
export interface CompileOptions extends Parts {
  /** The compiled former revision: whatever did not change since is taken over from it. */
  readonly previous?: CompiledSnapshot | undefined;
}

/**
 * Compiles an environment, once per revision: everything that does not depend on a context is done here. Segments come
 * before the flags that ask them, flags before those that they are a prerequisite of. With `previous`, only what
 * changed and what stands on it is compiled. Never throws: what cannot mean anything is that flag's `PARSE_ERROR`.
 */
export function compile(environment: Environment, options: CompileOptions = {}): CompiledSnapshot {
  const { previous, ...parts } = options;
  const former = previous !== undefined && sameParts(previous.parts, parts) ? previous : undefined;
  return compileWith(environment, { parts, observerOf: () => UNOBSERVED, former });
}

/** How an environment is compiled. */
export interface Method {
  readonly parts: Parts;
  /** Who watches the parts of a flag or segment. */
  readonly observerOf: (owner: Flag | Segment) => Observer;
  readonly former?: CompiledSnapshot | undefined;
  /** Compiled segments whose tables of ids may be used again. */
  readonly tables?: ReadonlyMap<string, CompiledSegment>;
}

/** Compiles an environment, watched or not: an explanation comes of the same parts as an answer. */
export function compileWith(environment: Environment, method: Method): CompiledSnapshot {
  const former: Layers = method.former?.layers ?? { flags: emptyLayer(), segments: emptyLayer() };
  const next: NextLayers = {
    segments: new NextLayer(former.segments, environment.segments),
    flags: new NextLayer(former.flags, environment.flags),
  };
  const links: Links = { next };
  const tools = toolsOf(method, links);
  const segments = next.segments.compile(segmentKind(tools, method));
  next.flags.markUsersOf(next.segments.stale);
  const flags = next.flags.compile(flagKind(tools));
  links.next = undefined;
  return {
    flags: flags.compiled,
    segments: segments.compiled,
    parts: method.parts,
    timed: timedOf(flags.compiled, next.flags.stale, method.former?.timed),
    layers: { flags, segments },
  };
}

interface NextLayers {
  readonly flags: NextLayer<Flag, CompiledFlag>;
  readonly segments: NextLayer<Segment, CompiledSegment>;
}

/**
 * Where parts find each other while they are compiled. Some hold on to their tools for as long as they live: were this
 * not cut afterwards, they would hold on to the revision that they come from.
 */
interface Links {
  next: NextLayers | undefined;
}

/** What a flag or segment is compiled with, given who watches it. */
type ToolsOf = (owner: Flag | Segment) => Toolbox;

function toolsOf({ parts, observerOf }: Method, links: Links): ToolsOf {
  const plain: Toolbox = {
    operators: { ...coreOperators, ...parts.operators },
    hashes: parts.hashes ?? {},
    observer: UNOBSERVED,
    flag: (key) => links.next?.flags.find(key),
    segment: (key) => links.next?.segments.find(key),
  };
  return (owner) => {
    const observer = observerOf(owner);
    return observer === UNOBSERVED ? plain : { ...plain, observer };
  };
}

function segmentKind(tools: ToolsOf, { tables }: Method): Kind<Segment, CompiledSegment> {
  return {
    name: 'segments',
    sound: (segment) => compileSegment(segment, tools(segment), tables?.get(segment.key)),
    broken: brokenSegment,
  };
}

function flagKind(tools: ToolsOf): Kind<Flag, CompiledFlag> {
  return {
    name: 'flags',
    sound: (flag, references) =>
      references === NO_REFERENCES
        ? new LateFlag(flag, tools(flag))
        : compileFlag(flag, tools(flag), references),
    broken: brokenFlag,
  };
}

function timedOf(
  flags: ReadonlyMap<string, CompiledFlag>,
  stale: ReadonlySet<string>,
  former: readonly CompiledFlag[] = [],
): readonly CompiledFlag[] {
  if (stale.size === 0) return former;
  const anew = [...stale].flatMap((key) => flags.get(key) ?? []);
  return [
    ...former.filter(({ config }) => !stale.has(config.key)),
    ...anew.filter(({ timetables }) => timetables.length > 0),
  ];
}

function sameParts(left: Parts, right: Parts): boolean {
  return left.operators === right.operators && left.hashes === right.hashes;
}
