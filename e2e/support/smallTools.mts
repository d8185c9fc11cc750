import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { root } from '../../scripts/lib/process.mjs';

const toolFile = (name: string) =>
  path.join(root, 'catalog-info/tools', name, 'tool.yaml');
const readTool = async (name: string) =>
  parse(await readFile(toolFile(name), 'utf8'));

/** What greets, and is small, with the storage group of JupyterLab. */
export async function smallTool(): Promise<object> {
  const tool = await readTool('hello-web');
  const lab = await readTool('jupyterlab');
  const { form, workload } = lab.spec.manifest;
  tool.metadata.name = 'hello-data';
  tool.spec.title = 'Hello, data';
  tool.spec.manifest.form.properties.storage.properties = {
    ...form.properties.storage.properties,
    disk: tool.spec.manifest.form.properties.storage.properties.disk,
  };
  const { storage, datasets } = workload;
  Object.assign(tool.spec.manifest.workload, { storage, datasets });
  return tool;
}

/** What greets, and asks for a secret. */
export async function secretTool(): Promise<object> {
  const tool = await readTool('hello-web');
  tool.metadata.name = 'hello-secret';
  tool.spec.title = 'Hello, secret';
  const { workload } = tool.spec.manifest;
  workload.secrets = [{ name: 'api', title: 'Key of the API', given: true }];
  workload.tasks[0].env.API_KEY = '${{ secret.api }}';
  return tool;
}

/** Puts tools, by their names, where a journey's portal finds them. */
export async function putTools(
  folder: string,
  tools: Record<string, object>,
): Promise<void> {
  for (const [name, tool] of Object.entries(tools)) {
    const place = path.join(folder, 'tools', name);
    await mkdir(place, { recursive: true });
    await writeFile(path.join(place, 'tool.yaml'), JSON.stringify(tool));
  }
}
