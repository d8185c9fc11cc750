import { ResponseError } from '@backstage/errors';

/** An error as the backend answers it. */
export async function apiError(
  status: number,
  message: string,
  more: object = {},
): Promise<ResponseError> {
  const name = status === 404 ? 'NotFoundError' : 'Error';
  return ResponseError.fromResponse(
    new Response(
      JSON.stringify({
        error: { name, message, ...more },
        response: { statusCode: status },
      }),
      { status, headers: { 'content-type': 'application/json' } },
    ),
  );
}
