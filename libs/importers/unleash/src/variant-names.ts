import type { Variant } from '@app/flag-engine';
import type {
  UnleashFeature,
  UnleashPayload,
  UnleashStrategy,
  UnleashVariant,
} from './unleash-model';

/** The variant of a feature that is off. */
export const OFF = 'off';
/** The variant of a feature that is on without a variant; Unleash calls it `disabled`. */
export const ON = 'on';

/** What an imported flag with variants answers. */
export interface ImportedValue {
  readonly enabled: boolean;
  readonly variant?: string;
  readonly payload?: UnleashPayload;
}

/** The variants of a feature, those of its strategies included, by names that are unique in it. */
export class VariantNames {
  private readonly known = new Map<
    string,
    { readonly name: string; readonly value: ImportedValue }
  >();
  private readonly taken = new Set([OFF, ON]);

  constructor(feature: UnleashFeature) {
    const strategies = strategiesOf(feature);
    const variants = [
      ...(feature.variants ?? []),
      ...strategies.flatMap(({ variants = [] }) => variants),
    ];
    for (const variant of variants) this.add(variant);
  }

  /** Has the feature any variants; it is a boolean flag otherwise. */
  get any(): boolean {
    return this.known.size > 0;
  }

  /** Our name of a variant. */
  of(variant: UnleashVariant): string {
    return this.known.get(identity(variant))?.name ?? ON;
  }

  /** Our names of all that Unleash calls by one name: variants of two strategies may share it. */
  allOf(name: string): string[] {
    const named = [...this.known.values()].filter(({ value }) => value.variant === name);
    return [...(name === 'disabled' ? [ON] : []), ...named.map((each) => each.name)];
  }

  /** As the flag's variants. */
  toVariants(): Variant[] {
    if (!this.any)
      return [
        { name: ON, value: true },
        { name: OFF, value: false },
      ];
    const on: ImportedValue = { enabled: true };
    const off: ImportedValue = { enabled: false };
    const all = [{ name: ON, value: on }, ...this.known.values(), { name: OFF, value: off }];
    return all.map(({ name, value }) => ({
      name,
      value: { ...value } as unknown as Variant['value'],
    }));
  }

  private add(variant: UnleashVariant): void {
    if (this.known.has(identity(variant))) return;
    let name = variant.name;
    for (let count = 2; this.taken.has(name); count += 1) name = `${variant.name}~${count}`;
    this.taken.add(name);
    const payload = variant.payload && { payload: { ...variant.payload } };
    this.known.set(identity(variant), {
      name,
      value: { enabled: true, variant: variant.name, ...payload },
    });
  }
}

/** The strategies of a feature; none where it is malformed. */
export function strategiesOf({ strategies }: UnleashFeature): readonly UnleashStrategy[] {
  return Array.isArray(strategies) ? (strategies as readonly UnleashStrategy[]) : [];
}

function identity({ name, payload }: UnleashVariant): string {
  return JSON.stringify([name, payload?.type, payload?.value]);
}
