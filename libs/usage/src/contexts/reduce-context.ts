import { createHash } from 'node:crypto';
import type { ContextSampling, KeptContext, KeptScalar, KeptValue } from './context-sampling';

const HASH_LENGTH = 32;
const LONGEST_TEXT = 256;
const LONGEST_LIST = 20;
const TARGETING_KEY = 'targetingKey';

/** Of which environment a context is: part of what its targeting key is hashed with. */
export interface ContextPlace {
  readonly tenant: string;
  readonly environment: string;
}

/** A context as an application sent it. */
export type AnyContext = Readonly<Record<string, unknown>>;

/**
 * What an order lets be kept of a context. Values that are too long, nested or cannot be stored are left out rather
 * than cut: half a value would match what the whole one does not.
 */
export function reduceContext(
  context: AnyContext,
  sampling: ContextSampling,
  place: ContextPlace,
): KeptContext {
  return keep(context, sampling, (key) => hashed(hashed(key, place), place));
}

/**
 * What is kept of a context that an SDK reports. SDKs hash targeting keys before they send them, and whatever came is
 * hashed here once more: nobody's word is taken for it, and a person is the same wherever they were evaluated.
 */
export function reduceReported(
  context: AnyContext,
  sampling: ContextSampling,
  place: ContextPlace,
): KeptContext {
  return keep(context, sampling, (key) => hashed(key, place));
}

function keep(
  context: AnyContext,
  { attributes, targetingKey: form }: ContextSampling,
  hash: (key: string) => string,
): KeptContext {
  const kept: Record<string, KeptValue> = {};
  for (const name of attributes) {
    const value = keepable(attributeOf(context, name));
    if (value !== undefined && name !== TARGETING_KEY && name !== 'userId') kept[name] = value;
  }
  const key = unitOf(context);
  if (key !== undefined) kept[TARGETING_KEY] = form === 'plain' ? key : hash(key);
  return kept;
}

function unitOf(context: AnyContext): string | undefined {
  const key = context[TARGETING_KEY] ?? context['userId'];
  return typeof key === 'string' && isStorable(key) ? key : undefined;
}

function hashed(key: string, { tenant, environment }: ContextPlace): string {
  const text = `${tenant}/${environment}/${key}`;
  return createHash('sha256').update(text).digest('hex').slice(0, HASH_LENGTH);
}

/** A root member of that name, or what a dotted path leads to: what evaluation finds under it as well. */
function attributeOf(context: AnyContext, name: string): unknown {
  if (Object.hasOwn(context, name)) return context[name];
  let value: unknown = context;
  for (const part of name.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) {
      return undefined;
    }
    value = (value as AnyContext)[part];
  }
  return value;
}

function keepable(value: unknown): KeptValue | undefined {
  if (isKeptScalar(value)) return value;
  if (!Array.isArray(value) || value.length > LONGEST_LIST) return undefined;
  return value.every(isKeptScalar) ? value : undefined;
}

function isKeptScalar(value: unknown): value is KeptScalar {
  if (typeof value === 'string') return isStorable(value);
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
}

/** PostgreSQL stores neither U+0000 nor half a surrogate pair in JSON. */
function isStorable(text: string): boolean {
  return text.length <= LONGEST_TEXT && !text.includes('\0') && text.isWellFormed();
}
