import type { ApiDocument, Operation } from './openapi';
import { exampleOf } from './schemas';

/** A call of the operation, for a shell. */
export function curlOf(options: {
  origin: string;
  document: ApiDocument;
  operation: Operation;
}): string {
  const { origin, document, operation } = options;
  const { method, path, parameters, body } = operation;
  const query = parameters
    .filter(parameter => parameter.in === 'query' && parameter.required)
    .map(({ name }) => `${encodeURIComponent(name)}={${name}}`)
    .join('&');
  const headers = [
    'Authorization: Bearer $ASTROLABE_TOKEN',
    ...parameters
      .filter(parameter => parameter.in === 'header' && parameter.required)
      .map(({ name }) => `${name}: {${name}}`),
  ];
  const url = `${origin}${path}${query && `?${query}`}`;
  const parts = [
    `curl ${method === 'GET' ? '' : `-X ${method} `}${quote(url)}`,
    // Double quotes, so that the shell puts the token in.
    ...headers.map(header => `-H "${header}"`),
  ];
  if (body) {
    parts.push(`-H "Content-Type: ${body.mediaType}"`);
    parts.push(
      `-d ${quote(JSON.stringify(exampleOf(document, body.schema), null, 2))}`,
    );
  }
  return parts.join(' \\\n  ');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
