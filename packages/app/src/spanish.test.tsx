import { because } from '@astrolabe/plugin-workloads-common';
import { screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { closePortal, openPortal } from './__testUtils__/openPortal';
import { FakePortal } from './__testUtils__/fakePortal';

afterEach(closePortal);

const workload = {
  id: '01932f00-0000-7000-8000-000000000001',
  title: 'Mis corales',
  entityRef: 'aitool:default/jupyterlab',
  siteTitle: 'CNB',
  state: 'queued',
  reason: because('restarting.again', {
    reason: because('engine-refused.bigForMachine', {
      asked: { cpuCores: 1, memoryBytes: 1.5 * 1024 ** 3 },
      total: { cpuCores: 1.5, memoryBytes: 1024 ** 3 },
    }),
    seconds: 5,
  }),
};

function openInSpanish(path: string, portal: FakePortal) {
  localStorage.setItem('language', 'es');
  localStorage.setItem('astrolabe.demo-person', 'ada');
  return openPortal(path, { portal });
}

describe('the portal in Spanish', () => {
  it('says what engines say', async () => {
    const portal = new FakePortal();
    portal.answers['/api/workloads/v1/workloads'] = {
      body: { items: [workload], totalItems: 1 },
    };
    await openInSpanish('/', portal);
    expect(
      await screen.findByText(
        'Pide 1 núcleo, 1,5 GiB de memoria; esta máquina tiene 1,5 núcleos, 1 GiB de memoria. Se arranca de nuevo dentro de 5 s.',
      ),
    ).toBeInTheDocument();
  });

  it('says what the backends refuse, and keeps their own words as what shows it', async () => {
    const portal = new FakePortal();
    portal.answers['/api/workloads/v1/workloads'] = {
      status: 429,
      body: {
        error: {
          name: 'TooManyRequestsError',
          message: 'More than 600 requests in a minute',
          code: 'TOO_MANY_REQUESTS',
          nextStep: 'Try again in 12 seconds.',
        },
        response: { statusCode: 429 },
      },
    };
    await openInSpanish('/workloads', portal);
    const said = await screen.findByText(/Ha habido demasiadas peticiones/);
    expect(said.closest('[role=alert]')).toHaveTextContent(
      /Reinténtelo dentro de un momento\./,
    );
    expect(
      screen.getByText(/More than 600 requests.*Try again in 12 seconds\./s),
    ).toHaveAttribute('lang', 'en');
  });
});
