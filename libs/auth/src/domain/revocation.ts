/** The end of one session, or of all of a user's that were opened with an older password. */
export type Revocation =
  | {
      readonly kind: 'token';
      readonly tenantId: string;
      readonly tokenId: string;
      readonly expiresAt: Date;
    }
  | {
      readonly kind: 'user';
      readonly tenantId: string;
      readonly userId: string;
      /** The oldest credential version that still counts. */
      readonly credentialVersion: number;
      readonly expiresAt: Date;
    };

/** How long the end of a user's older sessions is kept: no session token can be valid for longer. */
export const LONGEST_SESSION_MS = 366 * 24 * 60 * 60 * 1000;
