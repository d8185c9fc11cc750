/** What our APIs answer when they refuse, as the client throws it. */
export function apiError(
  statusCode: number,
  error: { name: string; message: string; [more: string]: unknown },
): Error {
  return Object.assign(new Error(error.message), {
    name: 'ResponseError',
    statusCode,
    body: { error, response: { statusCode } },
    cause: Object.assign(new Error(error.message), { name: error.name }),
  });
}
