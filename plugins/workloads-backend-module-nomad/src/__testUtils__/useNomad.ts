import { afterAll, afterEach, beforeAll } from 'vitest';
import { EngineProbe } from '@astrolabe/plugin-workloads-node/testUtils';
import type { NomadEngine } from '../engine/NomadEngine';
import { NomadSetup } from './NomadSetup';

const STEP_MS = 30_000;

/** An engine on an agent of its own for all tests of a file; what each ran is removed after it. */
export function useNomad(): { engine: NomadEngine; probe: EngineProbe } {
  const nomad = {} as { engine: NomadEngine; probe: EngineProbe };
  let setup: NomadSetup | undefined;
  beforeAll(async () => {
    setup = await NomadSetup.start();
    nomad.engine = setup.engine();
    nomad.probe = new EngineProbe(nomad.engine, STEP_MS);
  });
  afterEach(() => nomad.probe.removeAll());
  afterAll(() => setup?.dispose());
  return nomad;
}
