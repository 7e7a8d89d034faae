import { createHmac } from 'node:crypto';

/** A secret that signs session tokens, and the name that tokens know it by. */
export interface SigningKey {
  /** Fingerprint of the secret; says nothing about it. */
  readonly id: string;
  readonly secret: string;
}

const FINGERPRINT_LABEL = 'toggle-service session key id';
const FINGERPRINT_LENGTH = 16;

/** The key that signs, and those that still verify: how a secret is replaced without logging anyone out. */
export class SigningKeys {
  readonly current: SigningKey;
  private readonly byId: ReadonlyMap<string, SigningKey>;

  constructor(currentSecret: string, previousSecret?: string) {
    this.current = keyOf(currentSecret);
    const previous = previousSecret === undefined ? [] : [keyOf(previousSecret)];
    this.byId = new Map([...previous, this.current].map((key) => [key.id, key]));
  }

  find(id: string): SigningKey | undefined {
    return this.byId.get(id);
  }
}

function keyOf(secret: string): SigningKey {
  const fingerprint = createHmac('sha256', secret).update(FINGERPRINT_LABEL).digest('base64url');
  return { id: fingerprint.slice(0, FINGERPRINT_LENGTH), secret };
}
