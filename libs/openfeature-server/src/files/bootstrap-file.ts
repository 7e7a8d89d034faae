import type { Logger } from '@openfeature/server-sdk';
import { readIfThere } from './private-file';
import { readCopy, type StoredCopy } from './stored-copy';

/** Which file, and whom it tells. */
export interface BootstrapFile {
  readonly path: string;
  readonly apiKey: string;
  readonly logger: Logger;
}

/**
 * Reads the file that an application brings along: the body of `GET /snapshot` with its signature in a file of the same
 * name and `.jws`, or a copy that a provider keeps in its `cacheDir`. `undefined`, and a warning, where it is neither.
 */
export async function readBootstrap({
  path,
  apiKey,
  logger,
}: BootstrapFile): Promise<StoredCopy | undefined> {
  try {
    const text = await readIfThere(path);
    if (text === undefined) {
      logger.warn(`There is no bootstrap file ${path}.`);
      return undefined;
    }
    const signature = (await readIfThere(`${path}.jws`))?.trim();
    return readCopy(text, apiKey) ?? { documents: [{ payload: text, signature }] };
  } catch (error) {
    logger.warn(`The bootstrap file ${path} cannot be read.`, error);
    return undefined;
  }
}
