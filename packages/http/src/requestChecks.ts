import { InputError } from '@backstage/errors';
import { middleware } from 'express-openapi-validator';
import type express from 'express';
import Router from 'express-promise-router';
import { withAdvice } from './advice';

/** An OpenAPI document, or a part of it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- JSON of any shape
type Json = any;

/** The next step of whoever asked wrongly. */
export const ASK_FOR = 'Send what the description at openapi.json asks for.';

/** Of what the checker has against a request. */
interface Objection {
  /** Such as `/body/general/title`. */
  path: string;
  message: string;
  errorCode?: string;
}

type RequestOfOperation = express.Request & {
  openapi?: { schema?: Json };
};

/**
 * Checks requests by the room's OpenAPI document. A refusal names the field
 * that is wrong, with what is allowed there: the first one, since looking for
 * all lets a large body that is wrong everywhere hold up the portal for seconds.
 */
export function requestChecks(spec: Json): express.Router {
  // A router, so that errors from elsewhere pass it by.
  const router = Router();
  const checks = middleware({
    apiSpec: takingAnyQuery(spec),
    validateRequests: {
      coerceTypes: false,
      allowUnknownQueryParameters: false,
    },
    useRequestUrl: true,
    ignoreUndocumented: true,
    validateResponses: false,
  });
  router.use(checks as unknown as express.RequestHandler[]);
  // eslint-disable-next-line max-params -- Express knows a handler of errors by its four
  router.use(((error, req, _res, next) =>
    next(
      refusal(error, fieldsKnown(req, spec)),
    )) as express.ErrorRequestHandler);
  return router;
}

/**
 * The document, with every character allowed in a query. Forms, and URLSearchParams of
 * browsers, write a space as `+`, which the checker takes for a reserved character.
 */
function takingAnyQuery(part: Json): Json {
  if (typeof part !== 'object' || part === null) return part;
  if (Array.isArray(part)) return part.map(takingAnyQuery);
  const taken = Object.fromEntries(
    Object.entries(part).map(([key, value]) => [key, takingAnyQuery(value)]),
  );
  return part.in === 'query' ? { ...taken, allowReserved: true } : taken;
}

function refusal(
  { message, errors = [] }: { message: string; errors?: Objection[] },
  knownAt: (keys: string[]) => string[],
): InputError {
  const problems = errors.map(({ path, message: why, errorCode }) => {
    const keys = path.split('/').slice(1);
    const at = keys.join('.');
    switch (errorCode?.split('.')[0]) {
      case 'required':
        return { path: at, message: 'is missing' };
      case 'additionalProperties':
        return {
          path: at,
          message: 'is not known here',
          allowed: knownAt(keys.slice(0, -1)),
        };
      default:
        return { path: at, message: why };
    }
  });
  const inWords = problems.map(({ path, message: why, allowed }) =>
    allowed
      ? `${path} ${why}; what is known is ${allowed.join(', ')}`
      : `${path} ${why}`,
  );
  return withAdvice(new InputError(inWords.join('; ') || message), {
    code: 'INVALID_REQUEST',
    nextStep: ASK_FOR,
    ...(problems.length > 0 && { problems }),
  });
}

/** The names of the fields that an operation knows at a place of its body. */
function fieldsKnown(req: RequestOfOperation, spec: Json) {
  const whole = (part: Json): Json =>
    part?.$ref
      ? whole(
          part.$ref
            .split('/')
            .slice(1)
            .reduce((at: Json, key: string) => at?.[key], spec),
        )
      : part;
  const all = (part: Json): Json[] => {
    const at = whole(part);
    if (!at) return [];
    const parts = [at.allOf, at.oneOf, at.anyOf].flatMap(each => each ?? []);
    return [at, ...parts.flatMap(all)];
  };
  const content = whole(req.openapi?.schema?.requestBody)?.content ?? {};
  const below = (schemas: Json[], key: string): Json[] =>
    schemas
      .flatMap(({ properties, items, additionalProperties }) =>
        [properties?.[key], items, additionalProperties].filter(
          each => typeof each === 'object',
        ),
      )
      .flatMap(all);
  return ([where, ...keys]: string[]): string[] => {
    if (where !== 'body') return [];
    const body = Object.values(content).flatMap((each: Json) =>
      all(each.schema),
    );
    const there = keys.reduce(below, body);
    return [
      ...new Set(
        there.flatMap(({ properties }) => Object.keys(properties ?? {})),
      ),
    ];
  };
}
