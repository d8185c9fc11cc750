import { readText, type AssetProblem } from '@astrolabe/plugin-assets-common';

/** What only the server can say of a file in our own format: what it is called here. */
export function nameProblems(file: {
  content: string;
  name: string;
}): AssetProblem[] {
  const { value, place } = readText(file.content);
  const { metadata } = value as { metadata?: { name?: unknown } };
  const name = metadata?.name;
  if (typeof name !== 'string' || name === file.name) return [];
  return [
    {
      severity: 'error',
      pointer: '/metadata/name',
      message: `'${name}' is not the name of its folder or repository, '${file.name}'.`,
      allowed: [file.name],
      fix: `Write name: ${file.name}, or rename the folder or repository.`,
      ...place('/metadata/name'),
    },
  ];
}
