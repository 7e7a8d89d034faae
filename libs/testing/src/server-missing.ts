/**
 * Thrown while a spec file is loaded when a server it needs can be had in no way. The test runner reports such a file
 * as not run (and fails with `CI=true`), by the first words of the message.
 */
export class ServerMissing extends Error {
  constructor(server: string, remedy: string) {
    super(`Not run: this suite needs ${server}. ${remedy}`);
    this.name = 'ServerMissing';
  }
}
