/**
 * What a task of ours tells the portal is a line in its log: it reaches the portal
 * from every engine, and is kept with the log.
 */
const PREFIX = '::astrolabe:: ';

/** The last note about something in the log of a task. */
export function lastNote(
  log: string,
  about: string,
): Record<string, unknown> | undefined {
  for (const line of log.split('\n').reverse()) {
    const note = line.startsWith(PREFIX) ? parse(line) : undefined;
    if (note?.[about]) return note[about];
  }
  return undefined;
}

function parse(
  line: string,
): Record<string, Record<string, unknown>> | undefined {
  try {
    return JSON.parse(line.slice(PREFIX.length));
  } catch {
    // Cut in two, by the end of what was read.
    return undefined;
  }
}
