import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { startBackend } from '../lib/backend.mjs';
import { demoSignIn, signIn } from '../lib/person.mjs';

const run = promisify(execFile);

/** A portal with these storages, and one person, whose files curl carries. */
export async function startPortal({ program, linked }) {
  const backend = await startBackend({
    entry: 'storage/backend.ts',
    env: { BENCH_LINKED: JSON.stringify(linked) },
    config: ({ folder }) => ({
      ...demoSignIn(),
      permission: { enabled: true },
      http: { allowedHosts: ['127.0.0.1/32'] },
      storage: {
        home: { root: path.join(folder, 'storage') },
        rclone: { path: program },
      },
    }),
  });
  const { token } = await signIn(backend.url, 'olga');
  const content = (id, name) =>
    `${backend.url}/api/storage/v1/storages/${id}/content?path=${name}&overwrite=true`;
  const curl = (...args) =>
    run('curl', [
      ...['--fail', '--silent', '--show-error', '--header'],
      ...[`authorization: Bearer ${token}`, '--header', 'expect:', ...args],
    ]);
  return {
    /** Where her own files are on this machine. */
    home: path.join(
      ...[backend.folder, 'storage', 'people'],
      encodeURIComponent('user:default/olga'),
    ),
    async list(id, folder) {
      const response = await fetch(
        `${backend.url}/api/storage/v1/storages/${id}/entries?path=${folder}&limit=10000`,
        { headers: { authorization: `Bearer ${token}` } },
      );
      const page = await response.json();
      if (!response.ok) throw new Error(JSON.stringify(page));
      return page.items.length;
    },
    upload: (id, name, file) => curl('--upload-file', file, content(id, name)),
    download: (id, name, file) =>
      curl('--output', file, content(id, name).replace('&overwrite=true', '')),
    stop: backend.stop,
  };
}
