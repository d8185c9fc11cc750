import { describe, expect, it } from 'vitest';
import { inWords } from './inWords';

describe('what rclone says of a storage', () => {
  it.each([
    [
      'STORAGE_AWAY',
      'googleapi: Error 403: User Rate Limit Exceeded. Rate of requests for user exceed configured project quota., userRateLimitExceeded',
    ],
    [
      'STORAGE_AWAY',
      'googleapi: Error 403: Rate Limit Exceeded, rateLimitExceeded',
    ],
    ['STORAGE_AWAY', 'SlowDown: Please reduce your request rate. 403'],
    ['STORAGE_AWAY', 'HTTP error 429 (429 Too Many Requests) returned body'],
    [
      'STORAGE_REFUSES',
      'googleapi: Error 403: The user does not have sufficient permissions, insufficientFilePermissions',
    ],
    [
      'STORAGE_REFUSES',
      'couldn\'t fetch token: oauth2: "invalid_grant" "Token has been expired or revoked."',
    ],
    ['STORAGE_FULL', 'Insufficient Storage: 507 Insufficient Storage'],
    ['STORAGE_FAILED', 'Internal Server Error: 500 Internal Server Error'],
  ])('is %s where it says %s', (code, error) => {
    expect(inWords(JSON.stringify({ error }))).toMatchObject({ code });
  });
});
