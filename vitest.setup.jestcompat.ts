import { afterAll, vi } from 'vitest';

// Backstage's mockServices.*.mock() and TestDatabases use Jest's globals.
Object.assign(globalThis, { jest: vi, afterAll });
