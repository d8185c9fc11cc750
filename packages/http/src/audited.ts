import type { AuditorService } from '@backstage/backend-plugin-api';
import { assertError } from '@backstage/errors';
import type { Request } from 'express';

/**
 * Does something that changes the world, and writes down who did it to what,
 * and whether it worked.
 *
 * @public
 */
export async function audited<T>(
  options: {
    auditor: AuditorService;
    request?: Request;
    eventId: string;
    meta?: Record<string, string>;
    /** What is known when it has worked, beside what was before. */
    said?(result: T): Record<string, string>;
  },
  act: () => Promise<T>,
): Promise<T> {
  const { auditor, request, eventId, meta = {}, said } = options;
  const event = await auditor.createEvent({
    eventId,
    severityLevel: 'medium',
    request,
    meta,
  });
  try {
    const result = await act();
    await event.success(said && { meta: said(result) });
    return result;
  } catch (error) {
    assertError(error);
    await event.fail({ error });
    throw error;
  }
}
