/** What Unleash's client API gives out: the part of it that decides. */
export interface UnleashState {
  readonly features: readonly UnleashFeature[];
  readonly segments?: readonly UnleashSegment[];
}

export interface UnleashFeature {
  readonly name: string;
  readonly description?: string | null;
  readonly enabled: boolean;
  readonly strategies?: readonly UnleashStrategy[];
  readonly variants?: readonly UnleashVariant[] | null;
  readonly dependencies?: readonly UnleashDependency[];
}

export interface UnleashStrategy {
  readonly name: string;
  readonly parameters?: Readonly<Record<string, string | undefined>>;
  readonly constraints?: readonly UnleashConstraint[];
  readonly segments?: readonly number[];
  readonly variants?: readonly UnleashVariant[];
}

export interface UnleashConstraint {
  readonly contextName: string;
  readonly operator: string;
  readonly values?: readonly string[];
  readonly value?: string;
  readonly inverted?: boolean;
  readonly caseInsensitive?: boolean;
}

export interface UnleashVariant {
  readonly name: string;
  readonly weight: number;
  readonly stickiness?: string;
  readonly payload?: UnleashPayload;
  readonly overrides?: readonly {
    readonly contextName: string;
    readonly values: readonly string[];
  }[];
}

export interface UnleashPayload {
  readonly type: string;
  readonly value: string;
}

export interface UnleashSegment {
  readonly id: number;
  readonly name?: string;
  readonly constraints?: readonly UnleashConstraint[];
}

/** A feature that another one needs: enabled unless said otherwise, with one of the variants where any are listed. */
export interface UnleashDependency {
  readonly feature: string;
  readonly enabled?: boolean;
  readonly variants?: readonly string[];
}

/** The context that Unleash's SDKs are asked with. */
export interface UnleashContext {
  readonly userId?: string;
  readonly sessionId?: string;
  readonly remoteAddress?: string;
  readonly environment?: string;
  readonly appName?: string;
  readonly currentTime?: string | number | object;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

/** What Unleash's SDKs answer when asked for a variant. */
export interface UnleashAnswer {
  readonly name: string;
  readonly payload?: UnleashPayload;
  readonly enabled: boolean;
  readonly feature_enabled: boolean;
}
