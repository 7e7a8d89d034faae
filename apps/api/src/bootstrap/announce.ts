import { existsSync } from 'node:fs';
import type { AppConfig } from '@app/platform/config';
import { CONSOLE_FILES } from './console-files';

/** One line to whoever started us. Logs go through the logger; this is for the terminal. */
export function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}

/** The addresses, and on an embedded server a call that works when pasted. */
export function announce(config: AppConfig, url: string, taken?: number): void {
  const base = url.replace('[::1]', 'localhost').replace('127.0.0.1', 'localhost');
  if (taken !== undefined) say(`Port ${taken} is taken; using another one (set PORT to choose).`);
  say(`\nToggle Service is ready.\n`);
  if (existsSync(CONSOLE_FILES)) say(`  Console   ${base}/console/`);
  say(`  API docs  ${base}/docs`);
  say(`  Health    ${base}/health/ready`);
  if (config.embedded) say(trial(base));
}

function trial(base: string): string {
  return `
  Demo tenant "zebra", password "zebra-demo-password". Try:

    TOKEN=$(curl -s ${base}/auth/login -H 'Content-Type: application/json' \\
      -d '{"tenant":"zebra","password":"zebra-demo-password"}' | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')
    curl -s "${base}/features?tenant=zebra&env=dev&userId=alice" -H "Authorization: Bearer $TOKEN"
`;
}
