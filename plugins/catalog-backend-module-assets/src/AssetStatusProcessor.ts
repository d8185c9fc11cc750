import type { Entity } from '@backstage/catalog-model';
import type { CatalogProcessor } from '@backstage/plugin-catalog-node';
import { ANNOTATION_STATUS } from './toEntity';

/**
 * Puts the problems of an asset into `status`, where tools look for them. A
 * provider cannot: the catalogue refuses an entity that arrives with a status
 * (NoForeignRootFieldsEntityPolicy), but not one that gets it afterwards.
 */
export class AssetStatusProcessor implements CatalogProcessor {
  getProcessorName(): string {
    return 'AssetStatusProcessor';
  }

  async postProcessEntity(entity: Entity): Promise<Entity> {
    const { [ANNOTATION_STATUS]: status, ...annotations } =
      entity.metadata.annotations ?? {};
    if (!status) return entity;
    const described = {
      ...entity,
      metadata: { ...entity.metadata, annotations },
      status: JSON.parse(status),
    };
    return described;
  }
}
