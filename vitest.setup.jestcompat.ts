import { vi } from 'vitest';

// Backstage's mockServices.*.mock() use Jest's global.
Object.assign(globalThis, { jest: vi });
