// One-shot job of docker-compose.yml: brings the saved objects into Kibana. Importing again overwrites them.
import { readFile } from 'node:fs/promises';

const kibana = process.env.KIBANA_URL ?? 'http://localhost:5601';
const file = new URL('audit-log.ndjson', import.meta.url);

const form = new FormData();
form.append('file', new Blob([await readFile(file)]), 'audit-log.ndjson');

const answer = await fetch(`${kibana}/api/saved_objects/_import?overwrite=true`, {
  method: 'POST',
  headers: { 'kbn-xsrf': 'toggle-service' },
  body: form,
  signal: AbortSignal.timeout(30_000),
});
const body = await answer.text();
if (!answer.ok || JSON.parse(body).success !== true) {
  console.error(`Kibana refused the objects (${answer.status}): ${body}`);
  process.exit(1);
}
console.log(`Imported into ${kibana}: ${JSON.parse(body).successCount} objects.`);
