/** The part of JSON Schema 2020-12 that the model is described with. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly oneOf?: readonly JsonSchema[];
  readonly if?: JsonSchema;
  readonly then?: JsonSchema;
  readonly else?: JsonSchema;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxProperties?: number;
  readonly uniqueItems?: boolean;
  /** A union: published as `oneOf`, which does not say how a reader tells its branches apart. */
  readonly branches?: readonly Branch[];
}

/** One branch of a union, and what gives it away. */
export interface Branch {
  /** A schema that holds for what is meant to be of this branch; the last branch takes the rest. */
  readonly given?: JsonSchema;
  readonly use: JsonSchema;
}

/** Where definitions refer to each other, before they are placed in a document. */
const PLACE = '#/$defs/';

/** A reference to a definition of the model. */
export function ref(name: string): JsonSchema {
  return { $ref: PLACE + name };
}

/** A closed object: members that are not listed are refused. */
export function object(
  description: string,
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[],
): JsonSchema {
  return { description, type: 'object', properties, required, additionalProperties: false };
}

/** One of several; `given` tells which is meant, so that what is wrong is told of that one only. */
export function union(description: string, branches: readonly Branch[]): JsonSchema {
  return { description, branches };
}

/** Is an object with this member. */
export function has(member: string): JsonSchema {
  return { type: 'object', required: [member] };
}

/** Is an object whose member is one of these. */
export function hasOneOf(member: string, values: readonly unknown[]): JsonSchema {
  return { type: 'object', properties: { [member]: { enum: values } }, required: [member] };
}

/** The schema as it is published: references point into `place`, unions are plain `oneOf`. */
export function published(schema: JsonSchema, place: string): JsonSchema {
  return rewrite(schema, place, ({ branches, ...rest }) =>
    branches === undefined ? rest : { ...rest, oneOf: branches.map(({ use }) => use) },
  );
}

/** The same schema for a validator: a union becomes a choice, so that only the branch that was meant is reported. */
export function decidable(schema: JsonSchema): JsonSchema {
  return rewrite(schema, PLACE, ({ branches, ...rest }) =>
    branches === undefined ? rest : { ...rest, ...choice(branches) },
  );
}

function choice([first, ...others]: readonly Branch[]): JsonSchema {
  if (first === undefined) return {};
  if (first.given === undefined || others.length === 0) return first.use;
  return { if: first.given, then: first.use, else: choice(others) };
}

type Rewrite = (schema: JsonSchema) => JsonSchema;

function rewrite(schema: JsonSchema, place: string, change: Rewrite): JsonSchema {
  const deep = (each: JsonSchema): JsonSchema => rewrite(each, place, change);
  const { $ref, properties, items, branches } = schema;
  return change({
    ...schema,
    ...($ref !== undefined && { $ref: $ref.replace(PLACE, place) }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, each]) => [name, deep(each)]),
      ),
    }),
    ...(items && { items: deep(items) }),
    ...(branches && {
      branches: branches.map((branch) => ({ ...branch, use: deep(branch.use) })),
    }),
  });
}
