import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import express from 'express';
import Router from 'express-promise-router';
import { withAdvice } from './advice';
import { rateLimit } from './rateLimit';
import { ASK_FOR, requestChecks } from './requestChecks';

type Spec = { paths: object };

/**
 * What stands before the routes of every room: the rate limit, the size limit,
 * the checks of the OpenAPI document. The document itself is at /openapi.json.
 *
 * @returns the outer router for `httpRouter.use`, and the one to add routes to
 * @public
 */
export async function createApiRouter(options: {
  /** The room's OpenAPI document. */
  spec: Spec;
  httpAuth: HttpAuthService;
  requestsPerMinute: number;
  /** Of paths that are counted otherwise, and before anything of them is read: `{ '/v1/hooks/:id': … }`. */
  ownLimits?: Readonly<Record<string, express.RequestHandler>>;
  /** Such as `256kb`. */
  bodyLimit: string;
  /** Of paths that take longer ones: `{ '/v1/import': '4mb' }`. */
  bodyLimits?: Readonly<Record<string, string>>;
  /** Whether bodies may be forms too, as OpenID Connect has them. */
  takesForms?: boolean;
  /** Told of each JSON body as it was sent, before it is read. */
  onBody?: (request: object, body: Buffer) => void;
}): Promise<{ router: express.Router; routes: express.Router }> {
  const router = Router();
  router.use(limitsOf(options));
  // Read here and not by the validated router, which would call a body that is
  // too long (413) an invalid one (400).
  const { bodyLimit, bodyLimits = {}, takesForms, onBody } = options;
  const verify =
    onBody &&
    // eslint-disable-next-line max-params -- as body-parser calls it
    ((request: object, _res: object, body: Buffer) => onBody(request, body));
  for (const [path, limit] of Object.entries(bodyLimits)) {
    router.use(path, express.json({ limit, verify }));
  }
  // What was read is not read again.
  router.use(express.json({ limit: bodyLimit, verify }));
  if (takesForms) {
    router.use(express.urlencoded({ extended: false, limit: bodyLimit }));
  }
  const routes = Router();
  routes.get('/openapi.json', (req, res) => {
    const room = req.originalUrl.replace(/\/openapi\.json(\?.*)?$/, '');
    res.json(documentAt(room, options.spec));
  });
  // The caller adds routes after this; they belong to the inner router.
  router.use(requestChecks(options.spec));
  router.use(routes);
  // eslint-disable-next-line max-params -- Express knows a handler of errors by its four
  router.use(((error, _req, _res, next) =>
    next(explained(error))) as express.ErrorRequestHandler);
  return { router, routes };
}

function limitsOf(options: {
  httpAuth: HttpAuthService;
  requestsPerMinute: number;
  ownLimits?: Readonly<Record<string, express.RequestHandler>>;
}): express.Router {
  const router = Router();
  const counted = new WeakSet<express.Request>();
  for (const [path, limit] of Object.entries(options.ownLimits ?? {})) {
    router.use(path, limit, (req, _res, next) => {
      counted.add(req);
      next();
    });
  }
  const usual = rateLimit(options);
  router.use((req, res, next) =>
    counted.has(req) ? next() : usual(req, res, next),
  );
  return router;
}

/** The document with its paths as they are from the portal's own. */
function documentAt(room: string, spec: Spec): Spec {
  const paths = Object.entries(spec.paths).map(([path, operations]) => [
    `${room}${path}`,
    operations,
  ]);
  return { ...spec, paths: Object.fromEntries(paths) };
}

/** What Backstage refuses has to be of use as well. */
function explained(error: Error & { code?: string; type?: string }): Error {
  if (error.code) return error;
  if (error.type === 'entity.parse.failed') {
    // It has the whole body in it, which may be a secret.
    return withAdvice(new InputError('The body is not JSON'), {
      code: 'INVALID_REQUEST',
      nextStep: ASK_FOR,
    });
  }
  if (error.name === 'NotAllowedError') {
    return withAdvice(error, {
      code: 'WRONG_CALLER',
      cause: 'the operation is for another kind of caller',
      nextStep: 'Call it as a person who is signed in, or as a service.',
    });
  }
  if (error.name !== 'InputError') return error;
  return withAdvice(error, { code: 'INVALID_REQUEST', nextStep: ASK_FOR });
}
