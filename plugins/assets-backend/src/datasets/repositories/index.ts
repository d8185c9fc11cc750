import { dataEuropa } from './dataEuropa';
import { dataverse } from './dataverse';
import { dryad } from './dryad';
import { figshare } from './figshare';
import { huggingFace } from './huggingFace';
import { seanoe } from './seanoe';
import type { DatasetRepository } from './types';
import { zenodo } from './zenodo';

/** Addresses that are others than the usual ones, by the repository's id. */
export type RepositoryAddresses = { [id: string]: string | undefined };

/** Every repository that is known by its own interface. */
export function datasetRepositories(
  at: RepositoryAddresses = {},
): DatasetRepository[] {
  return [
    zenodo(at.zenodo),
    huggingFace(at['hugging-face']),
    dryad(at.dryad),
    figshare(at.figshare),
    dataverse(),
    seanoe(at.seanoe, at.datacite),
    dataEuropa(at['data-europa']),
  ];
}

export { aboutDoi } from './dataCite';
export { signposted } from './signposting';
export type { DatasetRecord, DatasetRepository, Place } from './types';
