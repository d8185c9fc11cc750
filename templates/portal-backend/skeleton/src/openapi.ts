/** What it takes and answers: requests are checked by it, and `/openapi.json` has it. */
export const spec = {
  openapi: '3.0.3',
  info: { title: 'project-name', version: '1' },
  paths: {
    '/v1/counts': {
      post: {
        operationId: 'count',
        summary: 'Count what is in a text',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: false,
                required: ['text'],
                properties: { text: { type: 'string', maxLength: 10_000 } },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'How much is in it',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['words'],
                  properties: { words: { type: 'integer' } },
                },
              },
            },
          },
        },
      },
    },
  },
};
