import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { audited } from '@astrolabe/http';
import type { Project } from '@astrolabe/plugin-assets-common';
import type express from 'express';
import { zipProject, type Projects } from './projects';

const ZIP = 'application/zip';

/** Projects of templates; the checks of the document come first. */
export function addProjectRoutes(
  routes: express.Router,
  options: {
    auditor: AuditorService;
    projects: Projects;
    httpAuth: HttpAuthService;
  },
): void {
  const { auditor, projects, httpAuth } = options;
  const caller = async (request: express.Request) => ({
    credentials: await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    }),
  });

  routes.get('/v1/project-templates', async (req, res) => {
    res.json({ items: await projects.list(await caller(req)) });
  });

  routes.post('/v1/projects', async (request, res) => {
    const { template, preview } = request.body;
    const by = await caller(request);
    const make = () => projects.make(request.body, by);
    // Looked at while somebody types: that is no event.
    if (request.accepts(['application/json', ZIP]) !== ZIP) {
      const made = await make();
      res.json(preview ? withoutBytes(made) : made);
      return;
    }
    const project = await audited(
      { auditor, request, eventId: 'project-download', meta: { template } },
      make,
    );
    res.attachment(`${project.name}.zip`);
    res.type(ZIP).send(zipProject(project));
  });
}

function withoutBytes(project: Project): Project {
  const files = project.files.map(file =>
    file.encoding ? { ...file, text: '' } : file,
  );
  return { ...project, files };
}
