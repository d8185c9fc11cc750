export { connect } from './connect';
export { DatabasePassStore } from './DatabasePassStore';
export { DatabaseWorkloadStore } from './DatabaseWorkloadStore';
export type {
  EndpointPass,
  ListQuery,
  NewWorkload,
  PassStore,
  SpecSummary,
  WorkloadChange,
  WorkloadFilter,
  WorkloadRecord,
  WorkloadStore,
} from './types';
