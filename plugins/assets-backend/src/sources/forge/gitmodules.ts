/** A repository that a catalogue list names. */
export interface ListedRepository {
  owner: string;
  repository: string;
  branch?: string;
}

/**
 * The repositories in a list of the form of `.gitmodules`. Lines that it does
 * not understand are passed over: one bad entry must not hide the others.
 */
export function parseGitmodules(text: string): ListedRepository[] {
  const sections: Record<string, string>[] = [];
  for (const line of text.split('\n')) {
    if (/^\s*\[submodule /.test(line)) {
      sections.push({});
      continue;
    }
    const [, key, value] =
      /^\s*(url|branch|path)\s*=\s*(.+?)\s*$/.exec(line) ?? [];
    const section = sections.at(-1);
    if (key && section) section[key] = value;
  }
  return sections.flatMap(({ url = '', branch }) => {
    const match = /[/:]([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(url);
    return match
      ? { owner: match[1], repository: match[2], ...(branch ? { branch } : {}) }
      : [];
  });
}
