import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { root } from '../../scripts/lib/process.mjs';

/** Fetched from its forge, and compiled: where that fails, so does the check. */
const script = `cd "$3"
git clone --quiet "$1" source
cd source
git checkout --quiet "$2"
if python3 -m compileall -f src > ../artefacts/code.log 2>&1
then status=passed; else status=failed; fi
echo "{\\"checks\\":[{\\"name\\":\\"code\\",\\"status\\":\\"$status\\",\\"seconds\\":1,\\"log\\":\\"code.log\\"}]}" \\
  > ../artefacts/checks.json
`;

/**
 * Puts the manifest that launches modules into a folder of assets, with checks that
 * take a second in place of those that install what a module needs.
 */
export async function putQuickChecks(folder: string): Promise<void> {
  const file = path.join(root, 'catalog-info/manifests/deepaas.yaml');
  const manifest = parse(await readFile(file, 'utf8'));
  const { workload } = manifest.variants.check;
  const [job] = workload.tasks;
  delete job.environment;
  // Beside whatever runs on a small machine.
  job.resources.cpuCores = 0.25;
  job.command = [
    ...['sh', '-ec', script, 'check', '${{ asset.links.sourceCode }}'],
    ...['${{ form.general.revision }}', '${{ folder.work }}'],
  ];
  await mkdir(path.join(folder, 'manifests'), { recursive: true });
  await writeFile(
    path.join(folder, 'manifests/deepaas.yaml'),
    JSON.stringify(manifest),
  );
}
