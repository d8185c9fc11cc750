import {
  DefaultAuditorService,
  type AuditorEvent,
} from '@backstage/backend-defaults/auditor';
import {
  coreServices,
  createServiceFactory,
  type AuditorService,
} from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import { tokenIdOf } from '../machineAccess/marks';
import { redact } from './redact';
import { auditTrailServiceRef } from './service';
import { readSeverities } from './severities';
import { toEntry } from './toEntry';

/**
 * Backstage's auditor of every plugin, which also keeps what it is told. It is
 * in the process's log as before, but without secrets.
 */
export const keptAuditorFactory = createServiceFactory({
  service: coreServices.auditor,
  deps: {
    auth: coreServices.auth,
    config: coreServices.rootConfig,
    httpAuth: coreServices.httpAuth,
    logger: coreServices.logger,
    plugin: coreServices.pluginMetadata,
    trail: auditTrailServiceRef,
  },
  factory({ config, logger, trail, ...deps }): AuditorService {
    const auditLogger = logger.child({ isAuditEvent: true });
    const severities = readSeverities(config);
    const log = (event: AuditorEvent) => {
      const level = severities[event.severityLevel];
      const name = `${event.plugin}.${event.eventId}`;
      if (event.status === 'failed') {
        const { error, ...rest } = event;
        auditLogger.child(rest as unknown as JsonObject)[level](name, error);
      } else {
        auditLogger[level](name, event as unknown as JsonObject);
      }
    };
    return {
      createEvent: options => {
        const entry = trail.open();
        const keep = (event: AuditorEvent) => {
          entry.note(toEntry(event, tokenIdOf(options.request)));
          log({ ...event, meta: redact(event.meta) as JsonObject | undefined });
        };
        return DefaultAuditorService.create(keep, deps).createEvent(options);
      },
    };
  },
});
