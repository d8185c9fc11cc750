import { NotFoundErrorPage } from '@backstage/frontend-plugin-api';
import { Route, Routes } from 'react-router-dom';
import { OwnerPage } from './OwnerPage';

/** The pages of groups and users, by their entity refs. */
export function OwnerRoutes() {
  return (
    <Routes>
      <Route path="/:kind/:namespace/:name" element={<OwnerPage />} />
      <Route path="*" element={<NotFoundErrorPage />} />
    </Routes>
  );
}
