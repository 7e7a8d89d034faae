import type { UnleashFeature, UnleashSegment, UnleashState } from './unleash-model';

/** What Unleash's delta API sends: a full state first, then what changed. */
export type UnleashEvent =
  | ({ readonly type: 'hydration' } & UnleashState)
  | { readonly type: 'feature-updated'; readonly feature: UnleashFeature }
  | { readonly type: 'feature-removed'; readonly featureName: string }
  | { readonly type: 'segment-updated'; readonly segment: UnleashSegment }
  | { readonly type: 'segment-removed'; readonly segmentId: number };

/** The state that a row of events leads to. */
export function stateOfEvents(events: readonly UnleashEvent[]): UnleashState {
  const features = new Map<string, UnleashFeature>();
  const segments = new Map<number, UnleashSegment>();
  for (const event of events) apply(event, features, segments);
  return { features: [...features.values()], segments: [...segments.values()] };
}

function apply(
  event: UnleashEvent,
  features: Map<string, UnleashFeature>,
  segments: Map<number, UnleashSegment>,
): void {
  switch (event.type) {
    case 'hydration':
      features.clear();
      segments.clear();
      event.features.forEach((feature) => features.set(feature.name, feature));
      event.segments?.forEach((segment) => segments.set(segment.id, segment));
      return;
    case 'feature-updated':
      features.set(event.feature.name, event.feature);
      return;
    case 'feature-removed':
      features.delete(event.featureName);
      return;
    case 'segment-updated':
      segments.set(event.segment.id, event.segment);
      return;
    case 'segment-removed':
      segments.delete(event.segmentId);
      return;
    default:
      event satisfies never;
  }
}
