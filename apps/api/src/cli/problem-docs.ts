import { resolve } from 'node:path';
import { PROBLEMS } from '../http/problem.catalogue';
import { writeOrCheck } from './write-or-check';

const HEADER = `# Problems

Every refusal is RFC 9457 \`application/problem+json\` with a stable \`code\`. This table is generated
from the one that the server uses.

| code | status | meaning |
|---|---|---|
`;

const rows = Object.entries(PROBLEMS)
  .sort(([a], [b]) => a.localeCompare(b))
  .map(([code, { status, title }]) => `| \`${code}\` | ${status} | ${title} |`);

writeOrCheck(resolve('docs/problems.md'), `${HEADER}${rows.join('\n')}\n`);
