import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { FakeWorkloadsApi } from '../../__testUtils__/FakeWorkloadsApi';
import { renderRoom } from '../../__testUtils__/renderRoom';
import { sampleWorkload } from '../../__testUtils__/samples';

it('shows lists by what is in them, and nothing of one that was left empty', async () => {
  const workload = sampleWorkload();
  const { request } = workload;
  const storage = { datasets: ['10.5281/zenodo.1', 'e.org/x'], again: [] };
  workload.request = { ...request, values: { ...request.values, storage } };
  renderRoom(`/workloads/${workload.id}`, new FakeWorkloadsApi([workload]));
  const asked = await screen.findByRole('region', { name: 'What was asked' });
  expect(asked).toHaveTextContent('10.5281/zenodo.1 e.org/x');
  expect(asked).not.toHaveTextContent(/storage.again|\[/);
});
