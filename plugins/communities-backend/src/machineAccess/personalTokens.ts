import { withAdvice } from '@astrolabe/http';
import { AuthenticationError } from '@backstage/errors';
import type { AccessTokens } from './AccessTokens';
import { TOKEN_PREFIX } from './tokenFormat';
import type { TokenKind } from './tokenKind';

/** Access tokens of people; the same words for whatever is wrong with one. */
export function personalTokens(tokens: AccessTokens): TokenKind {
  return {
    recognizes: isPersonal,
    async find(token) {
      const record = await tokens.find(token);
      if (!record) throw invalid();
      await tokens.noteUse(record);
      return record;
    },
  };
}

const BEGINS = new RegExp(`(^|[\\s,])${TOKEN_PREFIX}`);

/** Where a word begins so: within other tokens those letters come by chance. */
export function isPersonal(header: string): boolean {
  return BEGINS.test(header);
}

function invalid(): Error {
  return withAdvice(
    new AuthenticationError('The access token is not valid here'),
    {
      code: 'TOKEN_INVALID',
      nextStep:
        'It may have ended or been revoked. Make another on the page Access tokens of the portal.',
    },
  );
}
