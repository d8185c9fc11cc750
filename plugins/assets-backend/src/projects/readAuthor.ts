/** Who has made something. */
export interface Author {
  name: string;
  email: string;
  orcid?: string;
}

/** `Ada Lovelace <ada@example.org> 0000-0001-2345-6789`, as forms have checked it. */
export function readAuthor(line: string): Author {
  const start = line.lastIndexOf('<');
  const end = line.lastIndexOf('>');
  const orcid = line.slice(end + 1).trim();
  return {
    name: line.slice(0, start).trim(),
    email: line.slice(start + 1, end),
    ...(orcid && { orcid }),
  };
}
