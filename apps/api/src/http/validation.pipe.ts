import { type ArgumentMetadata, ValidationPipe } from '@nestjs/common';
import { type FieldProblem, InvalidParameter, InvalidRequest } from '@app/kernel';
import type { ValidationError } from 'class-validator';
import { CheckedParameters } from './checked-parameters';

/**
 * Checks a request against its class. Unknown members are refused: a misspelt one must not be
 * silently ignored. A wrong body is 422 with one entry per field; a wrong query or path parameter
 * is 400.
 */
export class RequestValidationPipe extends ValidationPipe {
  private readonly parameters = new CheckedParameters();

  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      stopAtFirstError: true,
      exceptionFactory: (errors) =>
        new InvalidRequest(errors.flatMap((error) => problemsOf(error))),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const { type, metatype } = metadata;
    const isParameter = type === 'query' || type === 'param';
    if (!isParameter || metatype === undefined) return this.check(value, metadata);
    return this.parameters.get(metatype, value, () => this.check(value, metadata));
  }

  private async check(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    // A body that was not sent is an empty one: then every required member is named.
    const given = metadata.type === 'body' && value === undefined ? {} : value;
    try {
      return await super.transform(given, metadata);
    } catch (error) {
      if (error instanceof InvalidRequest && metadata.type !== 'body') {
        throw new InvalidParameter(error.problems);
      }
      throw error;
    }
  }
}

function problemsOf(error: ValidationError, parent = '#'): FieldProblem[] {
  const pointer = `${parent}/${error.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const own = Object.entries(error.constraints ?? {}).map(([code, message]) => ({
    pointer,
    detail: sentence(code, message, error.property),
    code,
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => problemsOf(child, pointer))];
}

function sentence(code: string, message: string, property: string): string {
  if (code === 'whitelistValidation') return `"${property}" is not known here; remove it.`;
  const quoted = message.startsWith(property)
    ? `"${property}"${message.slice(property.length)}`
    : message;
  return quoted.endsWith('.') ? quoted : `${quoted}.`;
}
