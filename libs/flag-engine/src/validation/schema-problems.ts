import type { ErrorObject } from 'ajv/dist/2020';
import type { Problem, ProblemCode } from '../compile/problem';
import { escapePointer } from './nesting';
import { OPERATOR_NAMES } from './schema/condition.schema';

/** No answer names more mistakes than this. */
const MOST = 100;

/** Puts a validator's errors into sentences that say what would be right. */
export function toProblems(errors: readonly ErrorObject[]): Problem[] {
  return errors
    .filter(({ keyword }) => keyword !== 'if')
    .slice(0, MOST)
    .map((error) => ({ pointer: pointerOf(error), code: codeOf(error), detail: sentence(error) }));
}

function pointerOf({ instancePath, params }: ErrorObject): string {
  const { missingProperty, additionalProperty } = params as Record<string, string | undefined>;
  const member = missingProperty ?? additionalProperty;
  return member === undefined ? instancePath : `${instancePath}/${escapePointer(member)}`;
}

function codeOf({ keyword, instancePath }: ErrorObject): ProblemCode {
  return keyword === 'enum' && instancePath.endsWith('/operator') ? 'unknown_operator' : 'schema';
}

type Sentence = (params: Record<string, unknown>, error: ErrorObject) => string;

const SENTENCES: Readonly<Record<string, Sentence>> = {
  required: ({ missingProperty }) => `"${String(missingProperty)}" is required here.`,
  additionalProperties: ({ additionalProperty }, { parentSchema }) =>
    `There is no member "${String(additionalProperty)}" here: there are ${membersOf(parentSchema)}.`,
  type: ({ type }) => `This must be ${[type].flat().map(String).map(typeName).join(' or ')}.`,
  enum: ({ allowedValues }) =>
    `This must be one of ${(allowedValues as unknown[]).map(String).join(', ')}.`,
  pattern: (_params, { parentSchema }) =>
    `This does not fit: ${String(parentSchema?.['description'])}`,
  minLength: ({ limit }) => `This must have at least ${amount(limit, 'character')}.`,
  maxLength: ({ limit }) => `This must have at most ${amount(limit, 'character')}.`,
  minItems: ({ limit }) => `This must have at least ${amount(limit, 'element')}.`,
  maxItems: ({ limit }) => `This must have at most ${amount(limit, 'element')}.`,
  maxProperties: ({ limit }) => `This must have at most ${amount(limit, 'member')}.`,
  minimum: ({ limit }) => `This must be ${String(limit)} or more.`,
  maximum: ({ limit }) => `This must be ${String(limit)} or less.`,
  uniqueItems: ({ i, j }) => `Elements must differ: ${String(i)} and ${String(j)} are the same.`,
};

function sentence(error: ErrorObject): string {
  if (codeOf(error) === 'unknown_operator') {
    return `There is no such operator: use one of ${OPERATOR_NAMES.join(', ')}.`;
  }
  const make = SENTENCES[error.keyword];
  return make?.(error.params, error) ?? `This ${error.message ?? 'does not fit the schema'}.`;
}

function membersOf(schema: ErrorObject['parentSchema']): string {
  return Object.keys((schema?.['properties'] ?? {}) as object)
    .map((name) => `"${name}"`)
    .join(', ');
}

function amount(limit: unknown, noun: string): string {
  return `${String(limit)} ${noun}${limit === 1 ? '' : 's'}`;
}

function typeName(type: string): string {
  if (type === 'null') return 'null';
  if (type === 'array') return 'a list';
  return `${/^[aeio]/.test(type) ? 'an' : 'a'} ${type}`;
}
