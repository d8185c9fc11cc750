import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { Door } from './Door';

/** The one door of this process; without {@link machineDoor} nobody passes it. */
export const doorServiceRef = createServiceRef<Door>({
  id: 'astrolabe.machine-door',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({ service, deps: {}, factory: () => new Door() }),
});
