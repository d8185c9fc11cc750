import type { LoggerService } from '@backstage/backend-plugin-api';

/** Says in the log what became of a changed configuration of communities. */
export const tellChange = (logger: LoggerService) => (refusal?: Error) => {
  if (refusal) {
    logger.error(
      `The changed communities are not taken, those from before stay: ${refusal.message}`,
    );
  } else {
    logger.info('The changed communities hold');
  }
};
