/** What a terminal runs where nothing else is asked for: the best shell that is there. */
export const SHELL_COMMAND: readonly string[] = [
  '/bin/sh',
  '-c',
  'export TERM=xterm-256color; if command -v bash >/dev/null; then exec bash; else exec sh; fi',
];
