import type {
  AuditorServiceEventSeverityLevel,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

type Level = keyof Pick<LoggerService, 'debug' | 'info' | 'warn' | 'error'>;

const KEY = 'backend.auditor.severityLogLevelMappings';
const levels: Level[] = ['debug', 'info', 'warn', 'error'];
const defaults: Record<AuditorServiceEventSeverityLevel, Level> = {
  low: 'debug',
  medium: 'info',
  high: 'info',
  critical: 'info',
};

/** How loud an event is in the log: Backstage's own setting, with its defaults. */
export function readSeverities(config: Config): typeof defaults {
  const own = config.getOptionalConfig(KEY);
  const read = (severity: AuditorServiceEventSeverityLevel): Level => {
    const given = own?.getOptionalString(severity) ?? defaults[severity];
    const level = levels.find(known => known === given);
    if (level) return level;
    throw new InputError(
      `${KEY}.${severity} is '${given}'; it has to be one of ${levels.join(
        ', ',
      )}`,
    );
  };
  return {
    low: read('low'),
    medium: read('medium'),
    high: read('high'),
    critical: read('critical'),
  };
}
