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
  },
  act: () => Promise<T>,
): Promise<T> {
  const { auditor, request, eventId, meta = {} } = options;
  const event = await auditor.createEvent({
    eventId,
    severityLevel: 'medium',
    request,
    meta,
  });
  try {
    const result = await act();
    await event.success();
    return result;
  } catch (error) {
    assertError(error);
    await event.fail({ error });
    throw error;
  }
}
