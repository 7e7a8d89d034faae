const OFREP_FLAGS = '/ofrep/v1/evaluate/flags';

/**
 * What OFREP's published providers expect in a refusal, beside the members of RFC 9457: they fail
 * on a body that lacks one of them.
 * @returns `undefined` for a path that is not OFREP's
 */
export function ofrepMembers(path: string, code: string, detail: string): object | undefined {
  if (!path.startsWith(OFREP_FLAGS)) return undefined;
  const key = path.slice(OFREP_FLAGS.length + 1);
  return {
    ...(key !== '' && { key }),
    errorCode: errorCodeOf(code),
    errorDetails: detail,
    metadata: {},
  };
}

function errorCodeOf(code: string): string {
  if (code === 'request.malformed') return 'PARSE_ERROR';
  return code === 'request.invalid' ? 'INVALID_CONTEXT' : 'GENERAL';
}
