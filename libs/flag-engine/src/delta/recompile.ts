import { isTimed } from '../compile/compile';
import { compileInto } from '../compile/compile-into';
import type { CompiledFlag, CompiledSegment } from '../compile/compiled';
import type { CompiledSnapshot } from '../compile/compiled-snapshot';
import type { Flag } from '../model/flag';
import type { Segment } from '../model/segment';
import type { Environment } from '../model/snapshot';
import { type Layer, layerOf, NextLayer } from './layer';

/** A compiled environment that knows what the next revision is made of. */
interface Revision extends CompiledSnapshot {
  readonly layers: Layers;
}

interface Layers {
  readonly flags: Layer<Flag, CompiledFlag>;
  readonly segments: Layer<Segment, CompiledSegment>;
}

/**
 * Compiles the next revision of an environment, with the optional parts of the former one. Whatever did not change,
 * and stands on nothing that did, is taken over as it is. The first time costs a look at everything there is, later
 * ones what changed and what stands on it. `previous` stays what it is. Never throws, as `compile` does not.
 */
export function recompile(previous: CompiledSnapshot, environment: Environment): CompiledSnapshot {
  const former = layersOf(previous);
  const segments = new NextLayer(former.segments, environment.segments);
  const flags = new NextLayer(former.flags, environment.flags);
  segments.markReferrers('segments', segments.stale);
  flags.markReferrers('segments', segments.stale);
  flags.markReferrers('flags', flags.stale);
  const stale = { flags: flags.configsToCompile(), segments: segments.configsToCompile() };
  compileInto({ flags, segments }, stale, { parts: previous.parts });
  const layers = { flags: flags.finished(), segments: segments.finished() };
  const next: Revision = {
    flags: layers.flags.compiled,
    segments: layers.segments.compiled,
    parts: previous.parts,
    timed: timedAfter(previous.timed, flags),
    layers,
  };
  return next;
}

function layersOf(compiled: CompiledSnapshot | Revision): Layers {
  if ('layers' in compiled) return compiled.layers;
  return { flags: layerOf(compiled.flags), segments: layerOf(compiled.segments) };
}

function timedAfter(
  former: readonly CompiledFlag[],
  flags: NextLayer<Flag, CompiledFlag>,
): readonly CompiledFlag[] {
  const { stale } = flags;
  if (stale.size === 0) return former;
  const anew = [...stale].flatMap((key) => flags.get(key) ?? []);
  return [...former.filter(({ config }) => !stale.has(config.key)), ...anew.filter(isTimed)];
}
