import { InvalidRequest } from '@app/kernel';

/**
 * Names the wrong places of something as they are in the request that holds it as a member.
 * @throws whatever the work does, an `InvalidRequest` with `#/a` as `#/member/a`
 */
export async function placedIn<Result>(member: string, work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof InvalidRequest)) throw error;
    throw new InvalidRequest(
      error.problems.map((problem) => ({
        ...problem,
        pointer: problem.pointer.replace(/^#/, `#/${member}`),
      })),
    );
  }
}
