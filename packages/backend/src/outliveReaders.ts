/**
 * Lets a process go on when nobody reads what it prints any more, such as after
 * its log collector has ended. Otherwise Backstage would log the failed line,
 * which fails again, and so on without end until the memory is used up.
 *
 * @throws what else goes wrong with its output, as before
 */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
