import { buildGoServer } from './goServer.mjs';

/** What reads workflows of GitHub Actions as they are run: contexts, expressions, actions and all. */
export function actionlintProgram() {
  return buildGoServer({
    name: 'actionlint',
    module: 'github.com/rhysd/actionlint',
    version: 'v1.7.12',
    main: 'github.com/rhysd/actionlint/cmd/actionlint',
  });
}
