// One-shot job of docker-compose.yml: brings the saved objects into Kibana. Importing again overwrites them.
import { readdir, readFile } from 'node:fs/promises';

const kibana = process.env.KIBANA_URL ?? 'http://localhost:5601';
const folder = new URL('.', import.meta.url);

for (const name of (await readdir(folder)).filter((file) => file.endsWith('.ndjson')).sort()) {
  const form = new FormData();
  form.append('file', new Blob([await readFile(new URL(name, folder))]), name);

  const answer = await fetch(`${kibana}/api/saved_objects/_import?overwrite=true`, {
    method: 'POST',
    headers: { 'kbn-xsrf': 'toggle-service' },
    body: form,
    signal: AbortSignal.timeout(30_000),
  });
  const body = await answer.text();
  if (!answer.ok || JSON.parse(body).success !== true) {
    console.error(`Kibana refused the objects of ${name} (${answer.status}): ${body}`);
    process.exit(1);
  }
  console.log(`Imported ${name} into ${kibana}: ${JSON.parse(body).successCount} objects.`);
}
