import { relative } from 'node:path';

import { ROOT } from './project.mjs';

const NOT_RUN = /Not run: this suite needs (.+)/;

/** Which project of jest.config.js a spec file belongs to. */
function projectOf(file) {
  if (file.endsWith('.int-spec.ts')) return 'int';
  if (file.endsWith('.e2e-spec.ts')) return file.startsWith('apps/web/') ? 'browser' : 'e2e';
  return 'unit';
}

/**
 * Sums up a report of `jest --json`. A suite that failed to load counts as one failure, except one that needs a server
 * which cannot be had here: that is listed as not run, or with `strict` as a failure.
 * @returns {{ passed: number, failed: number, lines: string[] }} lines for people, one per project and suite not run
 */
export function summarise(report, { strict }) {
  const projects = new Map();
  const notRun = [];
  for (const { name, message, status, assertionResults } of report.testResults) {
    const file = relative(ROOT, name);
    const row = projects.get(projectOf(file)) ?? { suites: 0, passed: 0, failed: 0 };
    projects.set(projectOf(file), row);
    row.suites += 1;
    row.passed += assertionResults.filter((test) => test.status === 'passed').length;
    const failed = assertionResults.filter((test) => test.status === 'failed').length;
    const missing = assertionResults.length === 0 ? NOT_RUN.exec(message)?.[1] : undefined;
    if (missing !== undefined) notRun.push(`not run   ${file}: needs ${missing}`);
    if (missing === undefined || strict)
      row.failed += failed === 0 && status === 'failed' ? 1 : failed;
  }
  const rows = [...projects.entries()].sort();
  return {
    passed: rows.reduce((sum, [, { passed }]) => sum + passed, 0),
    failed: rows.reduce((sum, [, { failed }]) => sum + failed, 0),
    lines: [...rows.map(describe), ...notRun],
  };
}

function describe([project, { suites, passed, failed }]) {
  return `${project.padEnd(9)} ${passed} passed, ${failed} failed in ${suites} suites`;
}
