export { deedOfCheck, deedOfRegistration, deedOfRelease } from './deeds';
export { Provenance } from './Provenance';
export { ProvenanceStore } from './ProvenanceStore';
