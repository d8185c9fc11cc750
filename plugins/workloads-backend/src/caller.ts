import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { communityWishOf } from '@astrolabe/plugin-communities-common';
import type { Request } from 'express';
import type { UserOptions } from './service';

/** Who asks, and in which community: people only. */
export async function caller(
  req: Request,
  { httpAuth }: { httpAuth: HttpAuthService },
): Promise<UserOptions> {
  return {
    credentials: await httpAuth.credentials(req, { allow: ['user'] }),
    wish: communityWishOf(req),
  };
}
