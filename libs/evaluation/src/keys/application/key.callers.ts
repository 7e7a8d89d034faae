import { Injectable } from '@nestjs/common';
import type { Credential } from './credential';
import { KeyDirectory } from './key.directory';
import { KeyUsage } from './key.usage';

/** Finds the keys that requests of the data plane carry, and notes that they were used. */
@Injectable()
export class KeyCallers {
  constructor(
    private readonly directory: KeyDirectory,
    private readonly usage: KeyUsage,
  ) {}

  /** The credential behind a secret, if this process knows it. No I/O. */
  find(secret: string): Credential | undefined {
    return this.noted(this.directory.find(secret));
  }

  /** As `find`, and asks the database about a key that this process has not heard of yet. */
  async resolve(secret: string): Promise<Credential | undefined> {
    return this.noted(await this.directory.resolve(secret));
  }

  private noted(credential: Credential | undefined): Credential | undefined {
    if (credential !== undefined) this.usage.note(credential);
    return credential;
  }
}
