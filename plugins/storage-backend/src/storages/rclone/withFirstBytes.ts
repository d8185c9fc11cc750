import { PassThrough, type Readable } from 'node:stream';
import { uploadBrokenOff } from '../../problems';

/** More than rclone reads before it decides that a file is a small one (100 KiB). */
const FIRST_BYTES = 256 * 1024;

/**
 * The same content, when its beginning is there. rclone takes a small file that
 * breaks off for a whole one: one that is to be small has to be there before
 * rclone hears of it, and of a larger one more than that.
 */
export async function withFirstBytes(
  content: Readable,
  announced: number | undefined,
): Promise<Readable> {
  const whole = new PassThrough({ highWaterMark: FIRST_BYTES });
  const first: Buffer[] = [];
  let bytes = 0;
  const isEnded = await new Promise<boolean>((resolve, reject) => {
    content.once('end', () => resolve(true));
    content.once('error', reject);
    content.on('data', function take(chunk: Buffer) {
      first.push(chunk);
      bytes += chunk.length;
      if (bytes <= FIRST_BYTES) return;
      content.off('data', take);
      content.pause();
      resolve(false);
    });
  });
  if (isEnded && announced !== undefined && bytes !== announced) {
    throw uploadBrokenOff();
  }
  for (const chunk of first) whole.write(chunk);
  if (isEnded) {
    whole.end();
  } else {
    content.once('error', error => whole.destroy(error));
    content.pipe(whole);
  }
  return whole;
}
