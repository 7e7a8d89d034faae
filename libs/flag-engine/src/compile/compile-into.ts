import { coreOperators } from '../comparisons/core-operators';
import type { Flag } from '../model/flag';
import type { Segment } from '../model/segment';
import { brokenFlag, compileFlag } from './compile-flag';
import { brokenSegment, compileSegment } from './compile-segment';
import type { CompiledFlag, CompiledSegment } from './compiled';
import type { Parts } from './compiled-snapshot';
import { compileInOrder, type Kind, type Place } from './in-order';
import { LateFlag } from './late-flag';
import { type Observer, UNOBSERVED } from './observer';
import { NO_REFERENCES } from './references';
import type { Toolbox } from './scope';

/** How flags and segments are compiled. */
export interface Method {
  readonly parts: Parts;
  /** Who watches the parts of a flag or segment; nobody, when absent. */
  readonly observerOf?: (owner: Flag | Segment) => Observer;
  /** Compiled segments whose tables of ids may be used again. */
  readonly tables?: ReadonlyMap<string, CompiledSegment>;
}

/** What is to be compiled, by key. */
export interface Configs {
  readonly flags: ReadonlyMap<string, Flag>;
  readonly segments: ReadonlyMap<string, Segment>;
}

/** Where what is compiled goes, and what it refers to is found. */
export interface Places {
  readonly flags: Place<CompiledFlag>;
  readonly segments: Place<CompiledSegment>;
}

/** Compiles segments before the flags that ask them, and flags before those that they are a prerequisite of. */
export function compileInto(places: Places, { flags, segments }: Configs, method: Method): void {
  const links: Links = { places };
  const tools = toolsOf(method, links);
  compileInOrder(segments, places.segments, segmentKind(tools, method));
  compileInOrder(flags, places.flags, flagKind(tools));
  links.places = undefined;
}

/**
 * Where parts find each other while they are compiled. Some hold on to their tools for as long as they live: were this
 * not cut afterwards, they would hold on to the revision that they come from.
 */
interface Links {
  places: Places | undefined;
}

/** What a flag or segment is compiled with, given who watches it. */
type ToolsOf = (owner: Flag | Segment) => Toolbox;

function toolsOf({ parts, observerOf }: Method, links: Links): ToolsOf {
  const plain: Toolbox = {
    operators: { ...coreOperators, ...parts.operators },
    hashes: parts.hashes ?? {},
    observer: UNOBSERVED,
    flag: (key) => links.places?.flags.get(key),
    segment: (key) => links.places?.segments.get(key),
  };
  if (observerOf === undefined) return () => plain;
  return (owner) => ({ ...plain, observer: observerOf(owner) });
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
