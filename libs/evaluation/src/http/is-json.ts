const JSON_TYPE = /^application\/(?:[a-z0-9.+-]+\+)?json\s*(?:;|$)/i;

/** Whether a content type says JSON. None at all counts: some providers send none with an empty context. */
export function isJson(contentType: string | undefined): boolean {
  return (
    contentType === undefined || contentType === 'application/json' || JSON_TYPE.test(contentType)
  );
}
