import { Ajv2020 } from 'ajv/dist/2020';
import type { Problem } from '../compile/problem';
import { nestingProblems } from './nesting';
import { decidableDefinitions } from './schema/model-schemas';
import { toProblems } from './schema-problems';

const ajv = new Ajv2020({ allErrors: true, verbose: true, strict: false, validateFormats: false });
ajv.addSchema({ $id: 'model', $defs: decidableDefinitions() });

const validateFlag = ajv.compile({ $ref: 'model#/$defs/FlagConfig' });
const validateSegment = ajv.compile({ $ref: 'model#/$defs/Segment' });

/** What is wrong with the shape of a flag. */
export function flagStructure(input: unknown): Problem[] {
  return structure(input, validateFlag);
}

/** What is wrong with the shape of a segment. */
export function segmentStructure(input: unknown): Problem[] {
  return structure(input, validateSegment);
}

function structure(input: unknown, validate: typeof validateFlag): Problem[] {
  const nesting = nestingProblems(input);
  if (nesting.length > 0) return nesting;
  return validate(input) ? [] : toProblems(validate.errors ?? []);
}
