/** What is read of Nomad's answers; times of tasks are ISO 8601 with nanoseconds. */

export interface NomadJob {
  ID: string;
  Namespace: string;
  Type: string;
  Stop: boolean;
  /** `pending`, `running` or `dead`. */
  Status: string;
  Meta: Record<string, string> | null;
  /** Grows when what the job is changes, and not with its state. */
  JobModifyIndex: number;
  CreateIndex: number;
  ModifyIndex: number;
  Version?: number;
  /** Not in lists. */
  TaskGroups?: { Name: string; Count: number }[];
  /** How many runs Nomad is told to keep; as the mirror has it. */
  Count?: number;
}

export interface NomadTaskEvent {
  Type: string;
  Time: number;
  DisplayMessage: string;
  DriverError: string;
  ExitCode: number;
  Signal: number;
  Details: Record<string, string> | null;
}

export interface NomadTaskState {
  State: 'pending' | 'running' | 'dead';
  Failed: boolean;
  Restarts: number;
  StartedAt: string | null;
  FinishedAt: string | null;
  Events: NomadTaskEvent[] | null;
}

export interface NomadPort {
  Label: string;
  Value: number;
  HostIP: string;
}

export interface NomadAllocatedResources {
  Tasks: Record<
    string,
    {
      Cpu: { CpuShares: number };
      Memory: { MemoryMB: number };
      Devices: { Name: string; DeviceIDs: string[] }[] | null;
    }
  >;
  Shared: { DiskMB: number; Ports: NomadPort[] | null };
}

export interface NomadAllocation {
  ID: string;
  Namespace: string;
  JobID: string;
  NodeID: string;
  NodeName: string;
  TaskGroup: string;
  DesiredStatus: 'run' | 'stop' | 'evict';
  DesiredDescription: string;
  ClientStatus:
    | 'pending'
    | 'running'
    | 'complete'
    | 'failed'
    | 'lost'
    | 'unknown';
  ClientDescription: string;
  TaskStates: Record<string, NomadTaskState> | null;
  DeploymentStatus: { Healthy: boolean | null } | null;
  AllocatedResources?: NomadAllocatedResources | null;
  PreemptedByAllocation: string;
  CreateIndex: number;
  ModifyIndex: number;
  /** In nanoseconds. */
  ModifyTime: number;
  /** In events alone. */
  AllocModifyIndex?: number;
  /** In lists alone. */
  JobVersion?: number;
}

/** Why the scheduler found no place for a group. */
export interface NomadAllocMetric {
  NodesEvaluated: number;
  NodesFiltered: number;
  NodesExhausted: number;
  /** Ready nodes, by datacentre. */
  NodesAvailable: Record<string, number> | null;
  ConstraintFiltered: Record<string, number> | null;
  DimensionExhausted: Record<string, number> | null;
  QuotaExhausted: string[] | null;
}

export interface NomadEvaluation {
  ID: string;
  Namespace: string;
  JobID: string;
  Status: string;
  FailedTGAllocs: Record<string, NomadAllocMetric> | null;
  JobModifyIndex: number;
  CreateIndex: number;
  ModifyIndex: number;
}

export interface NomadDevice {
  Vendor: string;
  Type: string;
  Name: string;
  Instances: { ID: string; Healthy: boolean }[];
}

export interface NomadNode {
  ID: string;
  Name: string;
  Datacenter: string;
  NodePool: string;
  /** `ready`, `down`, `initializing` or `disconnected`. */
  Status: string;
  SchedulingEligibility: 'eligible' | 'ineligible';
  Drain: boolean;
  NodeResources: {
    Cpu: { CpuShares: number; TotalCpuCores: number };
    Memory: { MemoryMB: number };
    Disk: { DiskMB: number };
    Devices: NomadDevice[] | null;
  };
  ReservedResources?: {
    Cpu: { CpuShares: number };
    Memory: { MemoryMB: number };
    Disk: { DiskMB: number };
  } | null;
  ModifyIndex: number;
}

/** What an allocation uses now, all its tasks together. */
export interface NomadAllocationStats {
  ResourceUsage: {
    /** 100 percent are one core. */
    CpuStats: { Percent: number; Measured: string[] | null } | null;
    MemoryStats: { RSS: number; Usage: number } | null;
    DeviceStats: NomadDeviceStats[] | null;
  };
}

/** Of devices of one kind; what they tell is up to their plugin. */
export interface NomadDeviceStats {
  InstanceStats: Record<
    string,
    {
      Stats: {
        Attributes: Record<
          string,
          { IntNumeratorVal?: number; FloatNumeratorVal?: number }
        > | null;
      } | null;
    }
  > | null;
}

/** A change of something, see Nomad's event stream. */
export interface NomadEvent {
  Topic: string;
  Type: string;
  Key: string;
  Index: number;
  Payload: {
    Job?: NomadJob;
    Allocation?: NomadAllocation;
    Evaluation?: NomadEvaluation;
    Node?: NomadNode;
  };
}
