import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { Injectable } from '@nestjs/common';
import { Algorithm, hash, verify } from '@node-rs/argon2';
import { PasswordHasher } from '../application/password.hasher';
import { BoundedQueue } from './bounded-queue';

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const COST = {
  // The enum is ambient and cannot be read at run time under isolated compilation.
  algorithm: 2 satisfies Algorithm.Argon2id,
  memoryCost: 19_456,
  timeCost: 2,
  parallelism: 1,
};
const QUEUE = {
  // Leaves a core to those who are logged in, and one of the four threads that files and DNS share.
  concurrency: Math.min(3, Math.max(1, availableParallelism() - 1)),
  // Some seconds of work.
  maxWaiting: 100,
};
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** argon2id, a few at a time, so that a flood of logins cannot starve everything else. */
@Injectable()
export class Argon2PasswordHasher extends PasswordHasher {
  private readonly queue = new BoundedQueue(QUEUE);
  /** Well-formed, of the same cost, and made of no password. */
  private readonly decoy = decoyHash();

  /** @throws RateLimited when too many are waiting */
  override hash(password: string): Promise<string> {
    return this.queue.run(() => hash(normalised(password), COST));
  }

  /** @throws RateLimited when too many are waiting */
  override async verify(stored: string | undefined, password: string): Promise<boolean> {
    const matches = await this.queue.run(() => verify(stored ?? this.decoy, normalised(password)));
    return stored !== undefined && matches;
  }
}

/** The same characters typed on another keyboard are the same password (NIST SP 800-63B). */
function normalised(password: string): string {
  return password.normalize('NFKC');
}

function decoyHash(): string {
  const [salt, digest] = [SALT_BYTES, HASH_BYTES].map((length) =>
    randomBytes(length).toString('base64').replaceAll('=', ''),
  );
  const { memoryCost, timeCost, parallelism } = COST;
  return `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$${salt}$${digest}`;
}
