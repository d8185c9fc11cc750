import { ask, assertWell } from './ask';
import { address, password } from './fields';
import { endpointsOf, keysFor } from './s3Keys';
import { signS3 } from './signS3';
import { TroubleError, type ServiceProvider } from './types';

const REGION = 'us-east-1';

export const s3: ServiceProvider = {
  id: 's3',
  title: 'S3',
  kind: 'storage',
  form: {
    required: ['url', 'accessKeyId', 'secretAccessKey'],
    properties: {
      url: address('https://s3.example.org'),
      accessKeyId: { type: 'string', title: 'Access key', maxLength: 200 },
      secretAccessKey: { ...password, title: 'Secret key' },
      region: {
        type: 'string',
        title: 'Region',
        default: REGION,
        pattern: '^[a-z0-9-]{1,40}$',
      },
      bucket: {
        type: 'string',
        title: 'Bucket',
        description: 'Empty: all that the keys show',
        pattern: '^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$',
      },
    },
  },
  async verify(values, reach) {
    const { bucket, region = REGION, accessKeyId, secretAccessKey } = values;
    const url = new URL(`${values.url}/${bucket ?? ''}`);
    if (bucket) url.search = '?list-type=2&max-keys=1';
    const { sessionToken, person } = values;
    const keys = { accessKeyId, secretAccessKey, sessionToken, region };
    const answer = await ask(reach, url.href, { headers: signS3(url, keys) });
    // It says 403 also when it does not know the key, and why in the body.
    const [, code = ''] = /<Code>(\w+)<\/Code>/.exec(answer.body) ?? [];
    if (/InvalidAccessKeyId|SignatureDoesNotMatch|InvalidTokenId/.test(code)) {
      throw new TroubleError('refused', `${url.host} does not know these keys`);
    }
    if (/ExpiredToken/.test(code)) {
      throw new TroubleError(
        'expired',
        `At ${url.host} these keys have expired`,
      );
    }
    assertWell(answer);
    if (!/<List(AllMyBuckets|Bucket)Result/.test(answer.body)) {
      throw new TroubleError('not-found', `${values.url} is no S3`);
    }
    return { user: person ?? accessKeyId };
  },
  remote: ({ url, region = REGION, bucket, ...keys }) => ({
    type: 's3',
    options: {
      ...{ provider: 'Other', endpoint: url, region },
      // Temporary keys are another each time, and go with what is secret.
      ...(!keys.sessionToken && { access_key_id: keys.accessKeyId }),
      // Neither the environment nor a file of the machine.
      env_auth: 'false',
    },
    secrets: {
      secret_access_key: keys.secretAccessKey,
      ...(keys.sessionToken && {
        access_key_id: keys.accessKeyId,
        session_token: keys.sessionToken,
      }),
    },
    ...(bucket && { root: bucket }),
  }),
  oauth: {
    needs: ['issuer'],
    isNamed: true,
    scope: 'openid offline_access',
    endpoints: endpointsOf,
    values: keysFor,
  },
};
