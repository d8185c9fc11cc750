import type { AssetProblem } from '@astrolabe/plugin-assets-common';
import { plain } from './text';

/** Problems of a metadata file as compilers write them: `file:line:column`. */
export function problemLines(file: string, problems: AssetProblem[]): string {
  return problems
    .flatMap(problem => [
      `${place(file, problem)}: ${problem.severity}: ${message(problem)}`,
      ...(problem.allowed
        ? [`    allowed: ${problem.allowed.join(', ')}`]
        : []),
      ...(problem.fix ? [`    fix: ${problem.fix}`] : []),
    ])
    .map(plain)
    .join('\n');
}

function place(file: string, { line, column }: AssetProblem): string {
  return [file, line, column].filter(part => part !== undefined).join(':');
}

function message({ pointer, message: text }: AssetProblem): string {
  return pointer ? `${pointer}: ${text}` : text;
}
