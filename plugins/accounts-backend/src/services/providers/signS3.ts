import { createHash, createHmac } from 'node:crypto';

const EMPTY = createHash('sha256').update('').digest('hex');

interface S3Keys {
  accessKeyId: string;
  secretAccessKey: string;
  /** Of temporary ones. */
  sessionToken?: string;
  region: string;
}

/**
 * The headers of a GET without a body, signed as AWS Signature Version 4 says.
 *
 * @param now - ISO 8601, UTC
 */
export function signS3(
  url: URL,
  keys: S3Keys,
  now = new Date().toISOString(),
): Record<string, string> {
  const time = now.replace(/[-:]|\.\d+/g, '');
  const day = time.slice(0, 8);
  const scope = `${day}/${keys.region}/s3/aws4_request`;
  const headers = {
    host: url.host,
    'x-amz-content-sha256': EMPTY,
    'x-amz-date': time,
    ...(keys.sessionToken && { 'x-amz-security-token': keys.sessionToken }),
  };
  const signed = Object.keys(headers).join(';');
  const query = [...url.searchParams]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
  const request = [
    ...['GET', url.pathname, query],
    ...Object.entries(headers).map(([name, value]) => `${name}:${value}`),
    ...['', signed, EMPTY],
  ].join('\n');
  const toSign = [
    ...['AWS4-HMAC-SHA256', time, scope],
    createHash('sha256').update(request).digest('hex'),
  ].join('\n');
  const key = [day, keys.region, 's3', 'aws4_request'].reduce<string | Buffer>(
    hmac,
    `AWS4${keys.secretAccessKey}`,
  );
  const signature = hmac(key, toSign).toString('hex');
  return {
    ...headers,
    authorization:
      `AWS4-HMAC-SHA256 Credential=${keys.accessKeyId}/${scope}, ` +
      `SignedHeaders=${signed}, Signature=${signature}`,
  };
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/** As AWS does it: also what encodeURIComponent leaves. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
