/**
 * An answer, if it comes in time.
 *
 * @param tooLate - why it is not waited for any longer
 */
export async function inTime<T>(
  answer: Promise<T>,
  milliseconds: number,
  tooLate: string = 'No answer in time',
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(tooLate)), milliseconds);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
