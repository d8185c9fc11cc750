import type { AssetKind } from '@astrolabe/plugin-assets-common';
import { Route, Routes } from 'react-router-dom';
import { AssetPage } from './AssetPage';
import { AssetsPage } from './AssetsPage';
import { RepositoryPage } from './RepositoryPage';

/** The pages of one kind. The key makes each kind's list begin afresh. */
export function AssetsRoutes({ kind }: { kind: AssetKind }) {
  return (
    <Routes>
      <Route path="/" element={<AssetsPage key={kind} kind={kind} />} />
      {kind === 'dataset' && (
        // No name of an asset begins like this.
        <Route path="/-/repository" element={<RepositoryPage />} />
      )}
      <Route path="/:name" element={<AssetPage kind={kind} />} />
    </Routes>
  );
}
