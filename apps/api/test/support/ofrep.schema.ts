/**
 * The answers of the OpenFeature Remote Evaluation Protocol 0.3.0 as JSON Schema 2020-12, written
 * down anew from its text, with what is wrong in the published file put right:
 *
 * - a value may match more than one type (`anyOf`), and an answer without a value has none at all,
 *   so that `null` and arrays are refused;
 * - `reason` is an open set: `DEFAULT` is an answer like any other;
 * - a bulk answer may hold a flag that was not found.
 */
export const OFREP_SCHEMA = {
  $id: 'https://toggle.example/ofrep.json',
  $defs: {
    metadata: {
      type: 'object',
      additionalProperties: { type: ['boolean', 'string', 'number'] },
    },
    evaluationSuccess: {
      type: 'object',
      required: ['key', 'reason'],
      properties: {
        key: { type: 'string' },
        reason: { type: 'string' },
        variant: { type: 'string' },
        metadata: { $ref: '#/$defs/metadata' },
      },
      anyOf: [
        { required: ['value'], properties: { value: { type: 'boolean' } } },
        { required: ['value'], properties: { value: { type: 'string' } } },
        { required: ['value'], properties: { value: { type: 'number' } } },
        { required: ['value'], properties: { value: { type: 'object' } } },
        { not: { required: ['value'] } },
      ],
      // An answer is one or the other; clients tell them apart by this member.
      not: { required: ['errorCode'] },
    },
    evaluationFailure: {
      type: 'object',
      required: ['key', 'errorCode'],
      properties: {
        key: { type: 'string' },
        errorCode: { enum: ['PARSE_ERROR', 'TARGETING_KEY_MISSING', 'INVALID_CONTEXT', 'GENERAL'] },
        errorDetails: { type: 'string' },
        metadata: { $ref: '#/$defs/metadata' },
      },
    },
    flagNotFound: {
      type: 'object',
      required: ['key', 'errorCode'],
      properties: {
        key: { type: 'string' },
        errorCode: { const: 'FLAG_NOT_FOUND' },
        errorDetails: { type: 'string' },
        metadata: { $ref: '#/$defs/metadata' },
      },
    },
    bulkEvaluationSuccess: {
      type: 'object',
      required: ['flags'],
      properties: {
        flags: {
          type: 'array',
          items: {
            anyOf: [
              { $ref: '#/$defs/evaluationSuccess' },
              { $ref: '#/$defs/evaluationFailure' },
              { $ref: '#/$defs/flagNotFound' },
            ],
          },
        },
        metadata: { $ref: '#/$defs/metadata' },
        eventStreams: { type: 'array', items: { $ref: '#/$defs/eventStream' } },
      },
    },
    bulkEvaluationFailure: {
      type: 'object',
      required: ['errorCode'],
      properties: { errorCode: { type: 'string' }, errorDetails: { type: 'string' } },
    },
    generalErrorResponse: { type: 'object', properties: { errorDetails: { type: 'string' } } },
    eventStream: {
      type: 'object',
      required: ['type'],
      properties: {
        type: { type: 'string' },
        url: { type: 'string', pattern: '^https?://' },
        endpoint: {
          type: 'object',
          required: ['requestUri'],
          properties: {
            origin: { type: 'string', pattern: '^https?://[^/]+$' },
            requestUri: { type: 'string', pattern: '^/' },
          },
        },
        inactivityDelaySec: { type: 'integer', minimum: 1 },
      },
      oneOf: [{ required: ['url'] }, { required: ['endpoint'] }],
    },
    sseEventData: {
      type: 'object',
      required: ['type'],
      properties: {
        type: { type: 'string' },
        etag: { type: 'string' },
        lastModified: { type: ['integer', 'string'] },
      },
    },
    /** Not the protocol's: what its published providers fail without, in every refusal. */
    survivableRefusal: {
      type: 'object',
      required: ['errorCode', 'errorDetails', 'metadata'],
      properties: {
        errorCode: { type: 'string', minLength: 1 },
        errorDetails: { type: 'string', minLength: 1 },
        metadata: { type: 'object' },
      },
    },
    /** As above, in every answer that is none. */
    survivableSuccess: { type: 'object', required: ['variant', 'metadata'] },
  },
} as const;

/** A part of the schema that answers are held against. */
export type OfrepPart = keyof typeof OFREP_SCHEMA.$defs;
