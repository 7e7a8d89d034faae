const OFREP_FLAGS = '/ofrep/v1/evaluate/flags';

/**
 * What OFREP's published providers expect in a refusal, beside the members of RFC 9457: they fail
 * on a body that lacks one of them.
 * @returns `undefined` for a path that is not OFREP's
 */
export function ofrepMembers(path: string, code: string, detail: string): object | undefined {
  if (!path.startsWith(OFREP_FLAGS)) return undefined;
  const key = decoded(path.slice(OFREP_FLAGS.length + 1));
  return {
    ...(key !== '' && { key }),
    errorCode: errorCodeOf(code, key),
    errorDetails: detail,
    metadata: {},
  };
}

/** A key that cannot be decoded is given back as it came. */
function decoded(raw: string): string {
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw;
  }
}

function errorCodeOf(code: string, key: string): string {
  // Of one flag the protocol knows only that it was not found, which is true.
  if (code === 'environment.not_found' && key !== '') return 'FLAG_NOT_FOUND';
  if (code === 'request.malformed') return 'PARSE_ERROR';
  return code === 'request.invalid' ? 'INVALID_CONTEXT' : 'GENERAL';
}
