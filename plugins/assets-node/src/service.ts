import {
  coreServices,
  createServiceFactory,
  createServiceRef,
  type BackstageCredentials,
} from '@backstage/backend-plugin-api';
import {
  parseAssetRef,
  type Asset,
  type DatasetDescription,
} from '@astrolabe/plugin-assets-common';
import { InputError } from '@backstage/errors';
import { assetsClients } from './clients';

/** Assets as other rooms' backends see them. @public */
export interface AssetsService {
  /**
   * The asset, on behalf of `credentials`. A manifest that its file names by
   * id is already put in its place in `spec.manifest`.
   *
   * @throws InputError when the ref is of no asset kind.
   * @throws ResponseError with status 404 when there is none.
   */
  getByRef(
    entityRef: string,
    options: { credentials: BackstageCredentials },
  ): Promise<Asset>;

  /**
   * What a dataset is, as its repository says. It is public, and asked for on
   * nobody's behalf.
   *
   * @throws ResponseError whose body has the code of what is wrong
   */
  describeDataset(
    source: string,
    options: { signal: AbortSignal },
  ): Promise<DatasetDescription>;
}

/** @public */
export const assetsServiceRef = createServiceRef<AssetsService>({
  id: 'astrolabe.assets',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { auth: coreServices.auth, discovery: coreServices.discovery },
      factory({ auth, discovery }) {
        const clientFor = assetsClients({ auth, discovery });
        return {
          async getByRef(entityRef, { credentials }) {
            const asset = parseAssetRef(entityRef);
            if (!asset) {
              throw new InputError(`'${entityRef}' is not the ref of an asset`);
            }
            const client = await clientFor(credentials);
            return client.get(asset.kind, asset.name);
          },
          async describeDataset(source, { signal }) {
            const own = await auth.getOwnServiceCredentials();
            return (await clientFor(own, signal)).describeDataset(source);
          },
        };
      },
    }),
});
