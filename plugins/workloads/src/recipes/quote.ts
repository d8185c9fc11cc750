/**
 * Goes before what the CLI is asked: from the folder of the portal, where it is
 * not on the PATH, the same shell then knows `astrolabe` by its name.
 */
export const CLI = 'astrolabe() { npm run --silent astrolabe -- "$@"; }\n';

const bareWord = /^[A-Za-z0-9_./:=@%+,-]+$/;

/**
 * One word of a POSIX shell. Inside single quotes nothing is special but the
 * single quote itself, so that whatever a person typed arrives as that text.
 */
export function shellWord(text: string): string {
  return bareWord.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** A Python literal of plain data, over several lines where that reads better. */
export function pythonLiteral(value: unknown, indent = ''): string {
  if (value === null || value === undefined) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value !== 'object') {
    // Every text that JSON writes means the same to Python.
    return JSON.stringify(value);
  }
  const inner = `${indent}    `;
  if (Array.isArray(value)) {
    return enclose(
      '[]',
      indent,
      value.map(item => pythonLiteral(item, inner)),
    );
  }
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(
      ([key, item]) => `${JSON.stringify(key)}: ${pythonLiteral(item, inner)}`,
    );
  return enclose('{}', indent, entries);
}

function enclose(brackets: string, indent: string, items: string[]): string {
  const [open, close] = brackets;
  if (items.length === 0) return brackets;
  const lines = items.map(item => `${indent}    ${item},\n`).join('');
  return `${open}\n${lines}${indent}${close}`;
}
