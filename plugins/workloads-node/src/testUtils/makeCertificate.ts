import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * A certificate that nobody else knows, signed by itself, for two days.
 *
 * @param names of hosts; the first is its own name too
 * @returns both in PEM
 */
export function makeCertificate(...names: string[]): {
  key: string;
  certificate: string;
} {
  const folder = mkdtempSync(path.join(tmpdir(), 'astrolabe-certificate-'));
  const file = (name: string) => path.join(folder, name);
  try {
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'ec', '-nodes', '-days', '2'],
        ...['-pkeyopt', 'ec_paramgen_curve:P-256', '-subj', `/CN=${names[0]}`],
        '-addext',
        `subjectAltName=${names.map(name => `DNS:${name}`)}`,
        ...['-keyout', file('key'), '-out', file('certificate')],
      ],
      { stdio: 'ignore' },
    );
    const [key, certificate] = ['key', 'certificate'].map(name =>
      readFileSync(file(name), 'utf8'),
    );
    return { key, certificate };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
