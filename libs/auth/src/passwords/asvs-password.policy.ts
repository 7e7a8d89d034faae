import { Injectable } from '@nestjs/common';
import { InvalidRequest } from '@app/kernel';
import { PasswordPolicy } from '../application/password.policy';
import { commonPasswords } from './common-passwords';

/** Characters, not bytes: 15 and more are advised. */
export const MIN_PASSWORD_LENGTH = 8;
export const MAX_PASSWORD_LENGTH = 128;

/** Names that a guesser tries because of where the password is used. */
const OF_THIS_SERVICE = ['toggle', 'toggle service'];

/** OWASP ASVS 5.0, 6.2: long enough, not a known one, not a name; which characters it is made of is nobody's business. */
@Injectable()
export class AsvsPasswordPolicy extends PasswordPolicy {
  override async check(
    password: string,
    about: readonly string[],
    pointer: `#/${string}`,
  ): Promise<void> {
    const complaint = await complaintAbout(password, about);
    if (complaint === undefined) return;
    throw new InvalidRequest([{ pointer, ...complaint }]);
  }
}

interface Complaint {
  readonly code: string;
  readonly detail: string;
}

async function complaintAbout(
  password: string,
  about: readonly string[],
): Promise<Complaint | undefined> {
  const length = [...password.normalize('NFKC')].length;
  if (length < MIN_PASSWORD_LENGTH) {
    return {
      code: 'too_short',
      detail: `Use at least ${MIN_PASSWORD_LENGTH} characters; 15 or more are better.`,
    };
  }
  if (length > MAX_PASSWORD_LENGTH) {
    return { code: 'too_long', detail: `Use at most ${MAX_PASSWORD_LENGTH} characters.` };
  }
  if ((await commonPasswords()).has(password.toLowerCase())) {
    return { code: 'too_common', detail: 'This is one of the first passwords anyone would try.' };
  }
  if (isName(password, [...about, ...OF_THIS_SERVICE])) {
    return { code: 'is_name', detail: 'The name of the tenant is no secret; use something else.' };
  }
  return undefined;
}

/** Whether nothing but a name is left without digits and punctuation: `zebra-2026!`, `zebrazebra`. */
function isName(password: string, names: readonly string[]): boolean {
  const bare = lettersOf(password);
  return names
    .map(lettersOf)
    .some((name) => name !== '' && bare.replaceAll(name, '') === '' && bare !== '');
}

function lettersOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}]/gu, '');
}
