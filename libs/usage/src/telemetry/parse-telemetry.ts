import type { FieldProblem } from '@app/kernel';
import { z } from 'zod';
import type { Telemetry } from './telemetry';

/** Telemetry, or what is wrong with the body. */
export type ParsedTelemetry =
  | { readonly kind: 'telemetry'; readonly telemetry: Telemetry }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'invalid'; readonly problems: readonly FieldProblem[] };

export const MOST_USAGE = 5_000;
export const MOST_UNKNOWN = 200;
export const MOST_CONTEXTS = 20;
const LONGEST_NAME = 128;
const LONGEST_SDK_NAME = 100;
const LONGEST_SDK_VERSION = 50;
const LONGEST_EPOCH = 64;
const MOST_PROBLEMS = 20;

/** Names are shown to people and kept in stores: no control characters, no halves of surrogate pairs. */
const CONTROL = /[\p{Cc}\p{Cs}]/u;
const text = (longest: number): z.ZodType<string> =>
  z
    .string()
    .min(1)
    .max(longest)
    .refine((value) => !CONTROL.test(value), 'must not contain control characters');

const count = z.number().int().min(0);
const flag = text(LONGEST_NAME);

const minute = z
  .string()
  .max(40)
  .refine((value) => !Number.isNaN(Date.parse(value)), 'must be a date and time, RFC 3339')
  .transform((value) => Date.parse(value));

const client = z.object({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 URL-safe characters'),
  sdk: z.object({ name: text(LONGEST_SDK_NAME), version: text(LONGEST_SDK_VERSION) }),
  epoch: text(LONGEST_EPOCH).optional(),
  revision: count.optional(),
});

/** Members that are looked at one by one later: what they hold must not be trusted before. */
const context = z.custom<Readonly<Record<string, unknown>>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'must be an object',
);

/** Members that this release does not know are passed over: an SDK may be newer than its server. */
const telemetrySchema = z.object({
  client,
  usage: z
    .array(z.object({ minute, flag, variant: text(LONGEST_NAME).optional(), count }))
    .max(MOST_USAGE)
    .default([]),
  unknown: z.array(z.object({ flag, count })).max(MOST_UNKNOWN).default([]),
  lost: count.default(0),
  contexts: z.array(context).max(MOST_CONTEXTS).default([]),
});

/** Reads the body of `POST /telemetry`. Whatever it holds, this neither throws nor takes long. */
export function parseTelemetry(body: string): ParsedTelemetry {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { kind: 'malformed' };
  }
  const parsed = telemetrySchema.safeParse(json);
  if (parsed.success) return { kind: 'telemetry', telemetry: parsed.data };
  const problems = parsed.error.issues.slice(0, MOST_PROBLEMS).map(({ path, message }) => ({
    pointer: ['#', ...path.map(String)].join('/'),
    detail: message,
  }));
  return { kind: 'invalid', problems };
}
