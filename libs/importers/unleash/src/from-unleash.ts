import { type Condition, type FlagConfig, type Rule, type Segment } from '@app/flag-engine';
import { LIMITS, withDefaults } from '@app/flag-engine/validation';
import { NEVER, toCondition } from './constraint';
import { Keys } from './key-of';
import type { ImportNote, TakeNote } from './note';
import { audienceOf } from './strategy';
import type {
  UnleashFeature,
  UnleashSegment,
  UnleashState,
  UnleashStrategy,
} from './unleash-model';
import { servingRules } from './variants';
import { OFF, strategiesOf, VariantNames } from './variant-names';

/** An environment of Unleash, in our model. */
export interface ImportedEnvironment {
  readonly flags: readonly FlagConfig[];
  readonly segments: readonly Segment[];
  /** Our key of a feature; `undefined` where there is no such feature. */
  keyOf(featureName: string): string | undefined;
  /** What could not be carried over exactly. */
  readonly notes: readonly ImportNote[];
}

/**
 * Maps the state of an Unleash environment to flags and segments that give the same answers, to every user the same as
 * before: strategies become rules, with Unleash's own bucketing. A feature without variants becomes a boolean flag, one
 * with variants a flag whose values are `{ enabled, variant?, payload? }`. Total: what Unleash's SDKs skip or find
 * false is left out or never holds, and is named in the notes.
 */
export function fromUnleash(state: UnleashState): ImportedEnvironment {
  const importer = new Importer(state);
  return {
    segments: (state.segments ?? []).map((segment) => importer.segment(segment)),
    flags: state.features.map((feature) => importer.flag(feature)),
    keyOf: (name) => importer.keys.of(name),
    notes: importer.notes,
  };
}

class Importer {
  readonly notes: ImportNote[] = [];
  readonly keys: Keys;
  private readonly features: ReadonlyMap<string, UnleashFeature>;
  private readonly segments: ReadonlySet<number>;

  constructor({ features, segments = [] }: UnleashState) {
    this.keys = new Keys(features.map(({ name }) => name));
    this.features = new Map(features.map((feature) => [feature.name, feature]));
    this.segments = new Set(segments.map(({ id }) => id));
  }

  segment({ id, name, constraints = [] }: UnleashSegment): Segment {
    const note = this.noteOn(`segment ${id}`);
    const when = { all: constraints.map((constraint) => toCondition(constraint, note)) };
    return { key: segmentKey(id), ...(name !== undefined && { name }), when };
  }

  flag(feature: UnleashFeature): FlagConfig {
    const names = new VariantNames(feature);
    const note = this.noteOn(feature.name);
    const { dependencies = [] } = feature;
    const needs = dependencies.map((dependency) => this.dependency(dependency, note));
    return withDefaults({
      key: this.keys.of(feature.name) ?? feature.name,
      name: feature.name.slice(0, LIMITS.nameLength),
      description: feature.description?.slice(0, LIMITS.descriptionLength) ?? null,
      valueType: names.any ? 'object' : 'boolean',
      variants: names.toVariants(),
      offVariant: OFF,
      enabled: feature.enabled,
      strategy: {
        type: 'rules',
        ...(needs.length > 0 && { prerequisites: { all: needs } }),
        rules: this.rules(feature, names, note),
      },
    });
  }

  private rules(feature: UnleashFeature, names: VariantNames, note: TakeNote): Rule[] {
    const strategies = strategiesOf(feature);
    if (!Array.isArray(feature.strategies)) {
      note('The feature has no list of strategies; it is off for everyone.');
      return [];
    }
    if (strategies.length === 0) return servingRules({ id: 's1' }, { feature, names });
    return strategies.flatMap((strategy, index) => {
      const audience = audienceOf(strategy, note);
      if (audience === undefined) return [];
      const conditions = [...this.conditions(strategy, note), ...audience.conditions];
      const rule = {
        id: `s${index + 1}`,
        ...(conditions.length > 0 && { when: { all: conditions } }),
        ...(audience.rollout && { rollout: audience.rollout }),
      };
      return servingRules(rule, { feature, strategy, names });
    });
  }

  private conditions(
    { constraints = [], segments = [] }: UnleashStrategy,
    note: TakeNote,
  ): Condition[] {
    return [
      ...constraints.map((constraint) => toCondition(constraint, note)),
      ...segments.map((id) => {
        if (this.segments.has(id)) return { segment: segmentKey(id) };
        note(`The segment ${id} does not exist; a strategy that needs it never holds.`);
        return NEVER;
      }),
    ];
  }

  private dependency(
    { feature, enabled = true, variants = [] }: NonNullable<UnleashFeature['dependencies']>[number],
    note: TakeNote,
  ): Condition {
    const parent = this.features.get(feature);
    const flag = this.keys.of(feature);
    if (parent === undefined || flag === undefined || (parent.dependencies?.length ?? 0) > 0) {
      note(`"${feature}" is missing or has dependencies of its own; what depends on it is off.`);
      return NEVER;
    }
    if (!enabled) return { flag, variants: [OFF] };
    if (variants.length === 0) return { flag };
    const names = new VariantNames(parent);
    const known = variants.flatMap((name) => names.allOf(name));
    return known.length === 0 ? NEVER : { flag, variants: known };
  }

  private noteOn(subject: string): TakeNote {
    return (detail) => this.notes.push({ subject, detail });
  }
}

function segmentKey(id: number): string {
  return `unleash-${id}`;
}
