import { isAllowed, refused } from './check-licenses.mjs';

describe('the licence check', () => {
  it.each(['MIT', '(MIT OR GPL-3.0)', 'Apache-2.0 AND BSD-3-Clause'])('allows %s', (expression) => {
    expect(isAllowed(expression)).toBe(true);
  });

  it.each(['AGPL-3.0', 'MIT AND GPL-2.0', 'none', 'UNLICENSED'])('refuses %s', (expression) => {
    expect(isAllowed(expression)).toBe(false);
  });

  it('looks at what reaches production only, and at packages without a licence too', () => {
    const packages = {
      '': { version: '1.0.0' },
      'node_modules/good': { version: '1.0.0', license: 'MIT' },
      'node_modules/tool': { version: '1.0.0', license: 'GPL-3.0', dev: true },
      'node_modules/good/node_modules/bad': { version: '2.0.0' },
    };
    expect(refused({ packages })).toEqual(['bad 2.0.0 (none)']);
  });
});
