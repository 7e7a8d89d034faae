import type { EvaluationContext, EvaluationResult } from '@app/flag-engine';
import type { UnleashAnswer, UnleashContext } from './unleash-model';
import type { ImportedValue } from './variant-names';

/** Unleash's context as ours: its fields and properties side by side, all as text, as its SDKs read them. */
export function toContext({ properties = {}, ...fields }: UnleashContext): EvaluationContext {
  const context: Record<string, string> = {};
  for (const [name, value] of [...Object.entries(properties), ...Object.entries(fields)]) {
    if (value !== undefined && value !== null && name !== 'currentTime') {
      context[name] = typeof value === 'string' ? value : JSON.stringify(value);
    }
  }
  return context;
}

/** An answer as Unleash's SDKs give it, to compare both systems while flags move in. */
export function toUnleashAnswer({ value }: EvaluationResult): UnleashAnswer {
  const { enabled, variant, payload } = importedValue(value);
  if (variant === undefined) return { name: 'disabled', enabled: false, feature_enabled: enabled };
  return { name: variant, ...(payload && { payload }), enabled: true, feature_enabled: enabled };
}

function importedValue(value: EvaluationResult['value']): ImportedValue {
  if (typeof value === 'object' && value !== null && 'enabled' in value) {
    return value as unknown as ImportedValue;
  }
  return { enabled: value === true };
}
