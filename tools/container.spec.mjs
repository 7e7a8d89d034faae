import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from './project.mjs';

const read = (name) => readFileSync(join(ROOT, name), 'utf8');

describe('the folder of kept state in containers', () => {
  const compose = read('docker-compose.yml');
  const folder = /SNAPSHOT_DIR: (\S+)/.exec(compose)?.[1];

  it('is a volume in compose, so that it outlives the container and its read-only file system', () => {
    expect(compose).toContain(`volumes: ['snapshots:${folder}']`);
    expect(compose).toMatch(/^volumes:\n(?: .*\n)* {2}snapshots:$/m);
  });

  it("is the service user's own in the image, and so in every new volume", () => {
    const dockerfile = read('Dockerfile');
    const user = /COPY deploy\/healthcheck[^]*USER (\d+):(\d+)/.exec(dockerfile);
    expect(dockerfile).toContain(`install -d -o ${user?.[1]} -g ${user?.[2]} -m 0700 ${folder}\n`);
  });

  it('is the one of the manifest for Kubernetes', () => {
    const manifest = read('docs/operations.md');
    expect(manifest).toContain(`{ name: SNAPSHOT_DIR, value: ${folder} }`);
    expect(manifest).toContain(`{ name: snapshots, mountPath: ${folder} }`);
  });
});
