import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type { Request } from 'express';
import type { UserOptions } from './service';

/** Who asks: people only. */
export async function caller(
  req: Request,
  { httpAuth }: { httpAuth: HttpAuthService },
): Promise<UserOptions> {
  return { credentials: await httpAuth.credentials(req, { allow: ['user'] }) };
}
