import type { AssetKind } from '@astrolabe/plugin-assets-common';
import { NotFoundErrorPage } from '@backstage/frontend-plugin-api';
import { Route, Routes } from 'react-router-dom';
import { AssetPage } from './AssetPage';
import { AssetsPage } from './AssetsPage';
import { CheckRunPage } from './Checks';
import { EditPage } from './EditPage';
import { ProjectPage, TemplatesPage } from './ProjectPage';
import { RegisterPage } from './RegisterPage';
import { ReleasePage } from './ReleasePage';
import { RepositoryPage } from './RepositoryPage';

/** The pages of one kind. The key makes each kind's list begin afresh. */
export function AssetsRoutes({ kind }: { kind: AssetKind }) {
  return (
    <Routes>
      <Route path="/" element={<AssetsPage key={kind} kind={kind} />} />
      {/* No name of an asset begins like these. */}
      {kind === 'dataset' && (
        <Route path="/-/repository" element={<RepositoryPage />} />
      )}
      {kind === 'module' && <Route path="/-/edit" element={<EditPage />} />}
      {kind === 'module' && <Route path="/-/new" element={<TemplatesPage />} />}
      {kind === 'module' && (
        <Route path="/-/new/:template" element={<ProjectPage />} />
      )}
      {kind === 'module' && (
        <Route path="/-/register" element={<RegisterPage />} />
      )}
      {kind === 'module' && (
        <Route path="/:name/checks/:run" element={<CheckRunPage />} />
      )}
      {kind === 'module' && (
        <Route path="/:name/versions" element={<ReleasePage />} />
      )}
      <Route path="/:name" element={<AssetPage kind={kind} />} />
      <Route path="*" element={<NotFoundErrorPage />} />
    </Routes>
  );
}
