import { conditionSchemas } from './condition.schema';
import { flagSchemas } from './flag.schema';
import { decidable, type JsonSchema, published } from './json-schema';
import { serveSchemas } from './serve.schema';
import { ANY_STRATEGY, strategySchemas } from './strategy.schema';

const definitions: Readonly<Record<string, JsonSchema>> = {
  ...flagSchemas,
  ...strategySchemas,
  ...serveSchemas,
  ...conditionSchemas,
};

/** A JSON Schema document (2020-12). */
export interface SchemaDocument extends JsonSchema {
  readonly $schema: string;
  readonly $defs: Readonly<Record<string, JsonSchema>>;
}

/**
 * The JSON Schemas of the model by name (`FlagConfig`, `Strategy`, `Condition`, `Segment`, …), referring to each other
 * under `place`: for OpenAPI, `#/components/schemas/`.
 */
export function modelSchemas(place = '#/$defs/'): Record<string, JsonSchema> {
  return mapSchemas((schema) => published(withoutStandIns(schema), place));
}

/** The published JSON Schema of a flag's configuration. */
export const flagSchema: SchemaDocument = documentOf('FlagConfig');

/** The published JSON Schema of a strategy. */
export const strategySchema: SchemaDocument = documentOf('Strategy');

/** The published JSON Schema of a variant. */
export const variantSchema: SchemaDocument = documentOf('Variant');

/** The published JSON Schema of a segment. */
export const segmentSchema: SchemaDocument = documentOf('Segment');

/** The definitions as a validator wants them. */
export function decidableDefinitions(): Record<string, JsonSchema> {
  return { ...mapSchemas(decidable), AnyStrategy: ANY_STRATEGY };
}

function documentOf(name: string): SchemaDocument {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $ref: `#/$defs/${name}`,
    $defs: modelSchemas(),
  };
}

function withoutStandIns(schema: JsonSchema): JsonSchema {
  const { branches } = schema;
  if (branches === undefined) return schema;
  return { ...schema, branches: branches.filter(({ use }) => use.$ref !== '#/$defs/AnyStrategy') };
}

function mapSchemas(change: (schema: JsonSchema) => JsonSchema): Record<string, JsonSchema> {
  return Object.fromEntries(
    Object.entries(definitions).map(([name, schema]) => [name, change(schema)]),
  );
}
