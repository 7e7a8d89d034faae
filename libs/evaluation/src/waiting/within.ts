/** Something took longer than anybody may wait for it. */
export class TookTooLong extends Error {
  constructor(milliseconds: number) {
    super(`There was no answer within ${milliseconds} ms.`);
    this.name = 'TookTooLong';
  }
}

/**
 * What `work` comes to, unless that takes longer: a store that hangs must not hold up whoever asks
 * it again and again. The work itself goes on; what it comes to then is of no interest.
 * @throws TookTooLong, or whatever `work` rejects with
 */
export async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TookTooLong(milliseconds)), milliseconds);
  });
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
