import { rateLimit } from '@astrolabe/http';
import type { HttpAuthService } from '@backstage/backend-plugin-api';
import express from 'express';

/** Of one person: each is kept for a while, with all that was filled in. */
const PER_MINUTE = 20;

/** Of what is filled in: texts of files are the longest of it. */
const LONGEST = '1mb';

/** In front of the scaffolder's own routes, which have no limits: what begins a task. */
export function limits(httpAuth: HttpAuthService): express.Router {
  const limit = rateLimit({ httpAuth, requestsPerMinute: PER_MINUTE });
  const short = express.json({ limit: LONGEST });
  const router = express.Router();
  router.post('/v2/tasks', limit, short);
  router.post('/v2/tasks/:taskId/retry', limit, short);
  return router;
}
