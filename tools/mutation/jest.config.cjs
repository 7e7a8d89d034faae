/** The engine's specs as one plain project: Stryker hooks into it to learn which test reaches which mutant. */
const { projects } = require('../../jest.config.js');
const [unit] = projects;

module.exports = {
  ...unit,
  rootDir: process.cwd(),
  roots: ['<rootDir>/libs/flag-engine'],
  displayName: undefined,
  // Random input repeats what the others say by example, and takes too long to be asked of every mutant.
  testPathIgnorePatterns: ['properties\\.spec', 'delta/', 'validation/'],
};
