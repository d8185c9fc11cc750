import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Puts a tool of one small program, as a portal finds it, into a folder of assets. */
export async function writeTool(
  assets,
  { name, command, lifetime, cpuCores = 0.1 },
) {
  const title = { title: 'Title', type: 'string', default: name };
  const general = { title: 'General', type: 'object', properties: { title } };
  const tool = {
    apiVersion: 'astrolabe.dev/v1alpha1',
    kind: 'AiTool',
    metadata: { name },
    spec: {
      title: name,
      summary: 'For a measurement.',
      ...{ libraries: [], tasks: [], categories: [], tags: [], dataTypes: [] },
      manifest: {
        form: { type: 'object', properties: { general } },
        workload: {
          tasks: [
            {
              name: 'main',
              role: 'main',
              command,
              resources: {
                cpuCores,
                memoryBytes: 16 * 1024 ** 2,
                diskBytes: 0,
              },
            },
          ],
          lifetime: { kind: lifetime },
        },
      },
    },
  };
  const folder = path.join(assets, 'tools', name);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'tool.yaml'), JSON.stringify(tool));
}
