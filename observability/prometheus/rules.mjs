import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Every rule of the files in a folder. By regular expression: the files are ours and keep to one form
 * (an expression stands on one line), so no YAML parser is needed.
 */
export function readRules(folder) {
  return readdirSync(folder).flatMap((file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    return text
      .split(/^ {6}- (?=record:|alert:)/m)
      .slice(1)
      .map((block) => ({
        file,
        name: /^(?:record|alert): (\S+)/.exec(block)?.[1] ?? '',
        alert: block.startsWith('alert:'),
        expression: /^ +expr: (.+)$/m.exec(block)?.[1] ?? '',
        runbook: /^ +runbook_url: (\S+)$/m.exec(block)?.[1],
      }));
  });
}
