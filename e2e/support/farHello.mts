import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../scripts/lib/process.mjs';

/**
 * Puts the tool that greets into a folder of assets, as a program of the nodes:
 * it names no environment of the portal's machine.
 */
export async function writeFarHello(folder: string): Promise<void> {
  const file = path.join(root, 'catalog-info/tools/hello-web/tool.yaml');
  const tool = (await readFile(file, 'utf8'))
    .replace('name: hello-web', 'name: far-hello')
    .replace(/^ {2}title: .*$/m, '  title: Far hello')
    .replace(/^ +environment:\n.*\n.*\n/m, '')
    .replace('command: [node,', `command: ['${process.execPath}',`);
  await mkdir(path.join(folder, 'tools/far-hello'), { recursive: true });
  await writeFile(path.join(folder, 'tools/far-hello/tool.yaml'), tool);
}
