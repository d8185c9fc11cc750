export { provenanceOf, type ProvenanceSubject } from './provenanceOf';
export type { Deed, DeedProduct } from './types';
