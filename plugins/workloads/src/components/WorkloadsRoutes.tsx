import { NotFoundErrorPage } from '@backstage/frontend-plugin-api';
import { Route, Routes } from 'react-router-dom';
import { WorkloadPage } from './WorkloadPage';
import { WorkloadsPage } from './WorkloadsPage';

/** What lies under `/workloads`: the list, and each workload. */
export function WorkloadsRoutes() {
  return (
    <Routes>
      <Route path="/" element={<WorkloadsPage />} />
      <Route path="/:id" element={<WorkloadPage />} />
      <Route path="*" element={<NotFoundErrorPage />} />
    </Routes>
  );
}
