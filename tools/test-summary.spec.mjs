import { join } from 'node:path';

import { ROOT } from './project.mjs';
import { summarise } from './test-summary.mjs';

const suite = (file, statuses, message = '') => ({
  name: join(ROOT, file),
  message,
  status: statuses.includes('failed') || message !== '' ? 'failed' : 'passed',
  assertionResults: statuses.map((status) => ({ status })),
});

const report = (...testResults) => ({ testResults });

describe('the summary of a test run', () => {
  it('sums up tests by project', () => {
    const { passed, failed, lines } = summarise(
      report(
        suite('libs/a/src/a.spec.ts', ['passed', 'passed']),
        suite('libs/a/src/a.int-spec.ts', ['passed', 'failed']),
        suite('apps/api/test/a.e2e-spec.ts', ['passed']),
        suite('apps/web/test/a.e2e-spec.ts', ['passed']),
      ),
      { strict: false },
    );
    expect({ passed, failed }).toEqual({ passed: 5, failed: 1 });
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['browser', 'e2e', 'int', 'unit']);
  });

  it('counts a suite that could not be loaded as a failure', () => {
    const broken = suite('libs/a/src/a.spec.ts', [], 'Cannot find module');
    expect(summarise(report(broken), { strict: false }).failed).toBe(1);
  });

  it('does not count skipped tests', () => {
    const skipped = suite('libs/a/src/a.spec.ts', ['pending', 'todo']);
    expect(summarise(report(skipped), { strict: false })).toMatchObject({ passed: 0, failed: 0 });
  });

  describe('given a suite whose server cannot be had', () => {
    const missing = suite(
      'libs/a/src/a.int-spec.ts',
      [],
      'ServerMissing: Not run: this suite needs Redis. Install it.',
    );

    it('names it, with what to install', () => {
      const { failed, lines } = summarise(report(missing), { strict: false });
      expect(failed).toBe(0);
      expect(lines).toContain('not run   libs/a/src/a.int-spec.ts: needs Redis. Install it.');
    });

    it('counts it as a failure where nothing may be missing', () => {
      expect(summarise(report(missing), { strict: true }).failed).toBe(1);
    });
  });
});
