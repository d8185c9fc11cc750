import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, signIn, type Session } from './support/browser.mts';
import { englishOn } from './support/english.mts';
import { picture } from './support/picture.mts';
import { reachesState } from './support/workloadPage.mts';
import { sharedUrl } from './support/sharedPortal.mts';

describe('the portal in Spanish', () => {
  let session: Session;

  beforeAll(async () => {
    session = await openBrowser();
    await signIn(session.page, 'Ada Fuller');
    await open('/preferences');
    await heading('Preferences');
    expect(await englishOn(session.page)).not.toEqual([]);
    await session.page.getByText('Español').first().click();
    await heading('Preferencias');
  });

  afterAll(() => session.close());

  async function open(path: string) {
    await session.page.goto(`${sharedUrl}${path}`);
  }

  async function heading(name: RegExp | string) {
    const { page } = session;
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.waitForLoadState('networkidle');
  }

  it.each<[path: string, title: RegExp, words: string]>([
    ['/', /./, 'Módulos'],
    ['/modules', /Módulos/, 'Clasificación'],
    ['/tools', /Herramientas/, 'Herramientas'],
    ['/modules/iris-classifier', /lirios/, '1,5 núcleos de CPU'],
    ['/deploy?ref=aimodule:default/iris-classifier', /Desplegar/, '1 núcleo'],
    ['/sites', /Sitios/, 'Pruebas de una persona'],
    ['/preferences', /Preferencias/, 'Nivel'],
    ['/notices', /Avisos/, 'Qué ha sido de sus cargas'],
    ['/workloads?tab=snapshots', /Mis cargas/, 'Aún no hay instantáneas'],
    ['/workloads/no-such-workload', /./, 'Mis cargas de trabajo'],
  ])('has no English of ours on %s', async (path, title, words) => {
    await open(path);
    await heading(title);
    const { page } = session;
    await picture(page, `es${path.replace(/\W+/g, '-')}`);
    await page.getByText(words).first().waitFor();
    expect(await englishOn(page)).toEqual([]);
  });

  it('reads and writes numbers as the language does', async () => {
    const { page } = session;
    await open('/deploy?ref=aimodule:default/iris-classifier');
    await heading(/Desplegar/);
    const disk = page.getByRole('textbox', { name: /^Disco/ });
    expect(await disk.inputValue()).toBe('0,5');
    await disk.fill('0,1');
    await disk.blur();
    await page
      .getByText(/Al menos 0,25/)
      .first()
      .waitFor();
  });

  it('has none where a tool is launched, runs and is stopped', async () => {
    const { page } = session;
    await open('/deploy?ref=aitool:default/hello-web');
    await heading(/Desplegar/);
    await page.getByRole('button', { name: 'Desplegar', exact: true }).click();
    await page.waitForURL(/\/workloads\/.+/);
    const detail = page.url();
    await reachesState(page, 'En ejecución');
    await picture(page, 'es-workload');
    expect(await englishOn(page)).toEqual([]);
    await open('/workloads');
    await heading(/Mis cargas/);
    await page
      .locator(':not(option)', { hasText: /^En ejecución$/ })
      .first()
      .waitFor();
    await picture(page, 'es-workloads');
    expect(await englishOn(page)).toEqual([]);
    await page.goto(detail);
    await page
      .getByRole('button', { name: /^Detener/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    expect(await englishOn(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Detener', exact: true }).click();
    await page.getByText('Detenida', { exact: true }).first().waitFor();
    expect(await englishOn(page)).toEqual([]);
  });
});
