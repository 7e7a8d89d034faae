import type { OpenAPIObject } from '@nestjs/swagger';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

/** An operation with what `Endpoint()` left on it for the passes over the document. */
export interface AnnotatedOperation extends Operation {
  'x-problem-codes'?: readonly string[];
  'x-access'?: string;
  'x-limit'?: string;
  'x-idempotent'?: boolean;
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

/** Every operation of the document, with its method. */
export function operationsOf(
  document: OpenAPIObject,
): { readonly method: (typeof METHODS)[number]; readonly operation: AnnotatedOperation }[] {
  return Object.values(document.paths).flatMap((item) =>
    METHODS.flatMap((method) => {
      const operation: AnnotatedOperation | undefined = item[method];
      return operation === undefined ? [] : [{ method, operation }];
    }),
  );
}
