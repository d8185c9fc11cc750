import { toMarkdown } from '../projects/documents/toMarkdown';

export const CHANGELOG = 'CHANGELOG.md';

const MOST_COMMITS = 100;
const LONGEST_SUBJECT = 200;
const HEADING = /^## +/m;
const UNRELEASED = /^## +\[?unreleased\]?[^\n]*\n/im;

/** What a version brings: what its authors say of it, then what was changed. */
export function sectionOf(options: {
  notes?: string;
  /** The messages of its commits, newest first. */
  messages: string[];
  /** What the file has under "Unreleased". */
  unreleased?: string;
}): string {
  const { notes, messages, unreleased } = options;
  // Headings of a version would end its section.
  const said = [notes, unreleased]
    .filter(each => each?.trim())
    .map(each => each!.replace(/^#{1,2} /gm, '### '))
    // What it leaves open ends with it.
    .map(markdown => toMarkdown([{ markdown }]).trim());
  const subjects = messages
    .map(message => message.split('\n', 1)[0].trim())
    .filter(subject => subject && !/^Merge (branch|pull request)/.test(subject))
    .map(subject => subject.slice(0, LONGEST_SUBJECT));
  const shown = subjects.slice(0, MOST_COMMITS);
  // What its authors have written down is not said twice.
  const list =
    unreleased?.trim() || shown.length === 0 ? [] : [{ list: shown }];
  const parts = [...said, toMarkdown(list).trim()].filter(Boolean);
  return parts.join('\n\n') || 'No changes are noted.';
}

/** What is under "Unreleased", without that heading. */
export function unreleasedOf(changelog: string): string {
  const found = UNRELEASED.exec(changelog);
  if (!found) return '';
  const rest = changelog.slice(found.index + found[0].length);
  const end = HEADING.exec(rest)?.index ?? rest.length;
  return rest.slice(0, end).trim();
}

/** The file with a section for a version before all others. */
export function withSection(
  changelog: string | undefined,
  release: { version: string; date: string; section: string },
): string {
  const { version, date, section } = release;
  const own = `## ${version} - ${date}\n\n${section.trim()}\n`;
  if (!changelog?.trim()) return `# Changelog\n\n${own}`;
  const text = changelog.replace(/\r\n/g, '\n');
  const unreleased = UNRELEASED.exec(text);
  if (unreleased) {
    const at = unreleased.index + unreleased[0].length;
    const body = unreleasedOf(text);
    const rest = text.slice(at);
    const end = HEADING.exec(rest)?.index ?? rest.length;
    const after = body ? rest.slice(end) : rest.replace(/^\s*/, '');
    return `${text.slice(0, at)}\n${own}${after && `\n${after}`}`;
  }
  const first = HEADING.exec(text)?.index ?? text.length;
  const before = text.slice(0, first).trimEnd();
  const after = text.slice(first);
  return `${before}\n\n${own}${after && `\n${after}`}`;
}

/** Whether it has a section of a version. */
export function hasSection(changelog: string, version: string): boolean {
  return changelog
    .split('\n')
    .some(line => /^## +\[?v?([^\]\s]+)\]?/.exec(line)?.[1] === version);
}
