import { resolve } from 'node:path';
import { z } from 'zod';
import { settingsSchema } from '@app/platform/config';
import { writeOrCheck } from './write-or-check';

const HEADER = `# Configuration

Every setting, read from the environment once at start. A wrong value stops the start with a sentence
that names the variable. This page is generated from the schema (\`npm run config:docs\`).

| variable | default | what it does |
|---|---|---|
`;

interface Property {
  readonly default?: unknown;
  readonly description?: string;
}

function page(): string {
  const { properties = {} } = z.toJSONSchema(settingsSchema, {
    io: 'input',
    unrepresentable: 'any',
  });
  const rows = Object.entries(properties).map(([name, property]) => {
    const { default: value, description } = property as Property;
    const shown = value === undefined ? '' : `\`${JSON.stringify(value).replaceAll('"', '')}\``;
    return `| \`${name}\` | ${shown} | ${(description ?? '').replaceAll('|', '\\|')} |`;
  });
  return `${HEADER}${rows.join('\n')}\n`;
}

writeOrCheck(resolve('docs/configuration.md'), page());
