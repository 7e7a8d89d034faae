/** What every session token must say, and no other token of ours may: RFC 8725, RFC 9068. */
export const TOKEN_PROFILE = {
  algorithm: 'HS256',
  type: 'at+jwt',
  issuer: 'toggle-service',
  audience: 'toggle-service-api',
} as const;
