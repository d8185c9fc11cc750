import { buildGoServer } from './goServer.mjs';

/** The program, built when it is not there yet. */
export function traefikProgram() {
  return buildGoServer({
    name: 'traefik',
    module: 'github.com/traefik/traefik/v3',
    version: 'v3.6.12',
    main: 'github.com/traefik/traefik/v3/cmd/traefik',
  });
}
