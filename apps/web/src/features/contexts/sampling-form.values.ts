import type { ContextSampling, ContextSamplingOrder } from '../../api/types';

/** What stands in the fields. `capacity` is a text while someone is typing. */
export interface SamplingFormValues extends Record<string, unknown> {
  enabled: boolean;
  attributes: string[];
  targetingKey: ContextSampling['targetingKey'];
  capacity: number | string;
  /** Seconds, as a choice of a list is. */
  expiresAfterSeconds: string;
}

/** Places of the request's body, and the fields that fill them. */
export const SAMPLING_FIELDS = {
  enabled: 'enabled',
  attributes: 'attributes',
  targetingKey: 'targetingKey',
  capacity: 'capacity',
  expiresAfterSeconds: 'expiresAfterSeconds',
};

const HOUR_S = 3_600;
const DAY_S = 24 * HOUR_S;
const USUAL_EXPIRIES = [HOUR_S, DAY_S, 7 * DAY_S, 30 * DAY_S];

export function samplingFormValuesOf(sampling: ContextSampling): SamplingFormValues {
  const { enabled, attributes, targetingKey, capacity, expiresAfterSeconds } = sampling;
  return {
    enabled,
    attributes: [...attributes],
    targetingKey,
    capacity,
    expiresAfterSeconds: String(expiresAfterSeconds),
  };
}

/** What the fields say should be kept. An empty number is sent as none, for the server to refuse. */
export function samplingOf(
  values: SamplingFormValues,
): Omit<ContextSamplingOrder, 'tenant' | 'env'> {
  return {
    enabled: values.enabled,
    attributes: values.attributes,
    targetingKey: values.targetingKey,
    capacity: Number.parseInt(String(values.capacity), 10),
    expiresAfterSeconds: Number(values.expiresAfterSeconds),
  };
}

/** The usual times, and the present one should it be another. */
export function expiryChoices(present: number): { value: string; label: string }[] {
  return [...new Set([...USUAL_EXPIRIES, present])]
    .sort((a, b) => a - b)
    .map((seconds) => ({ value: String(seconds), label: durationWords(seconds) }));
}

/** `1 hour`, `7 days`, `90 seconds`: in the largest unit that fits without a rest. */
export function durationWords(seconds: number): string {
  if (seconds % DAY_S === 0) return amount(seconds / DAY_S, 'day');
  if (seconds % HOUR_S === 0) return amount(seconds / HOUR_S, 'hour');
  if (seconds % 60 === 0) return amount(seconds / 60, 'minute');
  return amount(seconds, 'second');
}

function amount(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
