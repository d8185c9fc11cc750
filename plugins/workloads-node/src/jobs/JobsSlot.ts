import { ServiceUnavailableError } from '@backstage/errors';
import type { JobsService } from './JobsService';

/**
 * The workloads room as others see it: it puts itself in here when it has started, and
 * until then says that it is not there.
 *
 * @public
 */
export class JobsSlot implements JobsService {
  #service: JobsService | undefined;

  /** Called once, by the workloads room. */
  provide(service: JobsService): void {
    this.#service = service;
  }

  meet: JobsService['meet'] = async (...args) => this.#there().meet(...args);

  launch: JobsService['launch'] = async (...args) =>
    this.#there().launch(...args);

  get: JobsService['get'] = async (...args) => this.#there().get(...args);

  artefact: JobsService['artefact'] = async (...args) =>
    this.#there().artefact(...args);

  log: JobsService['log'] = async (...args) => this.#there().log(...args);

  stop: JobsService['stop'] = async (...args) => this.#there().stop(...args);

  #there(): JobsService {
    if (this.#service) return this.#service;
    throw new ServiceUnavailableError('The workloads room has not started');
  }
}
