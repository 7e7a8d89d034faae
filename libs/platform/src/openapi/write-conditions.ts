import { ApiHeader } from '@nestjs/swagger';

const SENTENCES = {
  'If-Match': 'An entity tag: only if it is that of the present state; otherwise 412.',
  'If-None-Match': '`*`: only if there is nothing yet; otherwise 412.',
} as const;

/** A conditional header that a write heeds. */
export type WriteCondition = keyof typeof SENTENCES;

/** Says in the document that a write heeds a conditional header. */
export function heeds(name: WriteCondition): MethodDecorator {
  const description = SENTENCES[name];
  return ApiHeader({ name, description, required: false, schema: { type: 'string' } });
}
