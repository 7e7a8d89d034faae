/** Any value that JSON can write. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;

/** A JSON object, as a flag's value or a context's attribute. */
export interface JsonObject {
  [member: string]: JsonValue;
}

/** What `metadata` may hold: OpenFeature's flag metadata knows scalars only. */
export type JsonScalar = string | number | boolean;
