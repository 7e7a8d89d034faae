/**
 * Whether something that was thrown is a system call's error of this kind.
 * @param code as in errno(3): `ENOENT`, `EEXIST`, …
 */
export function isErrno(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
