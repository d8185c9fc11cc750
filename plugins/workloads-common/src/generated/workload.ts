/* Made by scripts/generate.mjs from schemas/. Do not edit. */
/**
 * A DNS label: lower case, digits and hyphens.
 */
export type Name = string;
/**
 * A text that is known when the workload is recorded, or one with parts that only the engine knows.
 */
export type WorkloadText = string | WorkloadTextOfParts;
/**
 * The same for a file, which may be longer than what a program is given.
 */
export type WorkloadFileText = string | WorkloadTextOfParts;

/**
 * Something to run, in words that no engine owns. Plain data: a value that a person typed is always a leaf of this tree.
 */
export interface WorkloadSpec {
  /**
   * What runs. Exactly one task has the role `main`.
   *
   * @minItems 1
   * @maxItems 16
   */
  tasks: WorkloadTask[];
  /**
   * What a person can open, in the order in which pages show it; the first is the main one.
   *
   * @maxItems 8
   */
  endpoints?: WorkloadEndpoint[];
  /**
   * Secrets of this workload, which nobody is shown. One of a name alone is made by the engine, for this workload alone.
   *
   * @maxItems 8
   */
  secrets?: GeneratedSecret[];
  datasets?: WorkloadDatasets;
  storage?: WorkloadStorage;
  lifetime: WorkloadLifetime;
  placement?: WorkloadPlacement;
  snapshot?: WorkloadSnapshot;
  labels?: {
    [k: string]: string;
  };
}
export interface WorkloadTask {
  name: Name;
  /**
   * `before` ends before `main` starts; `beside` runs as long as it; `around` starts before all others and ends after `main`; `after` runs when all that has ended.
   */
  role: 'main' | 'before' | 'beside' | 'around' | 'after';
  /**
   * What the platform has added it for; its failure is told in words of its own.
   */
  purpose?: 'datasets' | 'storage';
  /**
   * A DNS label: lower case, digits and hyphens.
   */
  mounts?: string;
  /**
   * OCI image reference, for engines that run containers.
   */
  image?: string;
  environment?: WorkloadEnvironment;
  /**
   * Program and arguments, never a shell line.
   *
   * @minItems 1
   * @maxItems 64
   */
  command?: WorkloadText[];
  env?: {
    [k: string]: WorkloadText;
  };
  /**
   * Files that are there before the task starts, relative to the workload's folder.
   *
   * @maxItems 32
   */
  files?: WorkloadFile[];
  /**
   * Names of the TCP ports that the task listens on; the engine picks the numbers.
   *
   * @maxItems 8
   */
  ports?: WorkloadPort[];
  resources: WorkloadResources;
  health?: WorkloadHealth;
}
/**
 * A locked set of packages in which a command runs where there is no container: a folder with the lock file, found by its id.
 */
export interface WorkloadEnvironment {
  kind: 'python' | 'node';
  /**
   * Folder below an environment root of the engine, such as `tools/jupyterlab`.
   */
  id: string;
  /**
   * Version of the interpreter, such as `3.11`.
   */
  version?: string;
}
export interface WorkloadTextOfParts {
  /**
   * @minItems 1
   * @maxItems 16
   */
  parts: (string | EngineValue)[];
}
/**
 * Something only the engine knows: a port's number, a generated secret, a folder's path, the host to listen on, the public address of an endpoint.
 */
export interface EngineValue {
  port?: Name;
  secret?: Name;
  folder?: 'work' | 'environment' | 'storage';
  host?: 'listen';
  endpointUrl?: Name;
}
export interface WorkloadFile {
  path: string;
  content: WorkloadFileText;
}
export interface WorkloadPort {
  name: Name;
  /**
   * The fixed number inside an image; a command is told its port instead.
   */
  containerPort?: number;
}
export interface WorkloadResources {
  cpuCores: number;
  memoryBytes: number;
  diskBytes: number;
  gpu?: WorkloadGpu;
}
export interface WorkloadGpu {
  count: number;
  model?: string;
}
/**
 * The task is ready when a GET of this path on this port answers with a status below 500 (or below 400 with `strict`).
 */
export interface WorkloadHealth {
  port: Name;
  path?: string;
  strict?: boolean;
  /**
   * How long the task may take until it first answers. Default 300.
   */
  startSeconds?: number;
}
export interface WorkloadEndpoint {
  name: Name;
  title?: string;
  port: Name;
  protocol: 'http' | 'tcp';
  /**
   * Who may open it. `owner`: the person who launched it.
   */
  access: 'owner';
  /**
   * Where a browser lands.
   */
  path?: string;
  /**
   * Headers that the platform adds on the way in, so that nobody has to type the program's own password.
   */
  forwardHeaders?: {
    [k: string]: WorkloadText;
  };
}
export interface GeneratedSecret {
  name: Name;
  bytes?: number;
  /**
   * What a person is asked for, where it is given.
   */
  title?: string;
  /**
   * Not made, but given with the launch. It is kept as a secret of this workload, comes with it to its engine, and stands nowhere else.
   */
  given?: boolean;
  /**
   * Not made, but what is secret of this storage account of its owner. It comes with the workload to its engine and stands nowhere else.
   */
  account?: string;
  /**
   * Of a storage account that another shares with its owner: whose it is. Nobody opens a terminal where it is known.
   */
  ownerRef?: string;
  /**
   * Of a storage account that the portal's operator gives to people: nobody opens a terminal where its password is known.
   */
  ofPortal?: boolean;
  /**
   * Not made, but the secret of this name that its owner, or the community that it runs in, keeps. It comes with the workload to its engine and stands nowhere else. Another value can be given with the launch.
   */
  from?: string;
}
/**
 * What is fetched from repositories into the workload's folder before `main` starts. The portal makes a side task of it; no engine sees this.
 */
export interface WorkloadDatasets {
  /**
   * DOIs, and addresses of datasets or files.
   *
   * @maxItems 16
   */
  sources: string[];
  /**
   * Where in the workload's folder each gets a folder of its own. Default: `datasets`.
   */
  folder?: string;
  /**
   * Also what is there already.
   */
  again?: boolean;
}
/**
 * A storage account of its owner that is mounted while it runs, or copied before and back after. The portal makes side tasks of it; no engine sees this.
 */
export interface WorkloadStorage {
  /**
   * Its id; none where it is empty.
   */
  account?: string;
  readOnly?: boolean;
  /**
   * `mount`, unless said. `copy`: it is copied into the workload's folder before `main` starts, and what has changed there is copied back when it has ended.
   */
  mode?: 'mount' | 'copy';
  /**
   * The folder of it that comes; all of it where it is empty.
   */
  folder?: string;
}
export interface WorkloadLifetime {
  kind: 'service' | 'batch' | 'try' | 'on-demand';
  /**
   * Stopped this long after it first ran.
   */
  timeToLiveSeconds?: number;
  /**
   * How often a main task that ends by itself is started again, with growing pauses. Default: 3 for a service, 0 otherwise.
   */
  restarts?: number;
}
export interface WorkloadPlacement {
  /**
   * Entity refs of whom it counts for: its owner, their tier and groups. The portal fills it in; engines may give each of them other terms.
   *
   * @maxItems 500
   */
  holders?: string[];
  /**
   * In which namespace of an engine it runs, by the engine's id. The portal alone fills it in, from what its community says.
   */
  namespaces?: {
    [k: string]: string;
  };
  /**
   * Ids of the only sites where it may run.
   *
   * @maxItems 64
   */
  sites?: string[];
}
/**
 * What the main task begins with. The portal alone sets it: what a manifest says here is left out.
 */
export interface WorkloadSnapshot {
  id: string;
  /**
   * Where it lies, as the engine that took it calls that.
   */
  place: string;
}

export const workloadSchema = {
  "$schema": "http://json-schema.org/draft-07/schema#",
  "$id": "https://astrolabe.dev/schemas/workload.schema.json",
  "title": "WorkloadSpec",
  "description": "Something to run, in words that no engine owns. Plain data: a value that a person typed is always a leaf of this tree.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "tasks",
    "lifetime"
  ],
  "properties": {
    "tasks": {
      "description": "What runs. Exactly one task has the role `main`.",
      "type": "array",
      "minItems": 1,
      "maxItems": 16,
      "items": {
        "$ref": "#/definitions/Task"
      }
    },
    "endpoints": {
      "description": "What a person can open, in the order in which pages show it; the first is the main one.",
      "type": "array",
      "maxItems": 8,
      "items": {
        "$ref": "#/definitions/Endpoint"
      }
    },
    "secrets": {
      "description": "Secrets of this workload, which nobody is shown. One of a name alone is made by the engine, for this workload alone.",
      "type": "array",
      "maxItems": 8,
      "items": {
        "$ref": "#/definitions/GeneratedSecret"
      }
    },
    "datasets": {
      "$ref": "#/definitions/Datasets"
    },
    "storage": {
      "$ref": "#/definitions/Storage"
    },
    "lifetime": {
      "$ref": "#/definitions/Lifetime"
    },
    "placement": {
      "$ref": "#/definitions/Placement"
    },
    "snapshot": {
      "$ref": "#/definitions/SnapshotSource"
    },
    "labels": {
      "type": "object",
      "maxProperties": 32,
      "additionalProperties": {
        "type": "string",
        "maxLength": 256
      }
    }
  },
  "definitions": {
    "Name": {
      "description": "A DNS label: lower case, digits and hyphens.",
      "type": "string",
      "pattern": "^[a-z]([a-z0-9-]{0,30}[a-z0-9])?$"
    },
    "Task": {
      "title": "WorkloadTask",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "name",
        "role",
        "resources"
      ],
      "anyOf": [
        {
          "required": [
            "command"
          ]
        },
        {
          "required": [
            "image"
          ]
        }
      ],
      "properties": {
        "name": {
          "$ref": "#/definitions/Name"
        },
        "role": {
          "description": "`before` ends before `main` starts; `beside` runs as long as it; `around` starts before all others and ends after `main`; `after` runs when all that has ended.",
          "enum": [
            "main",
            "before",
            "beside",
            "around",
            "after"
          ]
        },
        "purpose": {
          "description": "What the platform has added it for; its failure is told in words of its own.",
          "enum": [
            "datasets",
            "storage"
          ]
        },
        "mounts": {
          "description": "Name of the folder, below the one for storages, onto which it mounts a file system. The engine gives it the power to, and lets the other tasks see it.",
          "$ref": "#/definitions/Name"
        },
        "image": {
          "description": "OCI image reference, for engines that run containers.",
          "type": "string",
          "maxLength": 512,
          "pattern": "^[a-z0-9]+([._-][A-Za-z0-9_.-]+)?([:/@][A-Za-z0-9_.-]+)*$"
        },
        "environment": {
          "$ref": "#/definitions/Environment"
        },
        "command": {
          "description": "Program and arguments, never a shell line.",
          "type": "array",
          "minItems": 1,
          "maxItems": 64,
          "items": {
            "$ref": "#/definitions/Text"
          }
        },
        "env": {
          "type": "object",
          "maxProperties": 128,
          "propertyNames": {
            "pattern": "^[A-Za-z_][A-Za-z0-9_]{0,127}$"
          },
          "additionalProperties": {
            "$ref": "#/definitions/Text"
          }
        },
        "files": {
          "description": "Files that are there before the task starts, relative to the workload's folder.",
          "type": "array",
          "maxItems": 32,
          "items": {
            "$ref": "#/definitions/File"
          }
        },
        "ports": {
          "description": "Names of the TCP ports that the task listens on; the engine picks the numbers.",
          "type": "array",
          "maxItems": 8,
          "items": {
            "$ref": "#/definitions/Port"
          }
        },
        "resources": {
          "$ref": "#/definitions/Resources"
        },
        "health": {
          "$ref": "#/definitions/Health"
        }
      }
    },
    "Environment": {
      "title": "WorkloadEnvironment",
      "description": "A locked set of packages in which a command runs where there is no container: a folder with the lock file, found by its id.",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "kind",
        "id"
      ],
      "properties": {
        "kind": {
          "enum": [
            "python",
            "node"
          ]
        },
        "id": {
          "description": "Folder below an environment root of the engine, such as `tools/jupyterlab`.",
          "type": "string",
          "maxLength": 128,
          "pattern": "^[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*$"
        },
        "version": {
          "description": "Version of the interpreter, such as `3.11`.",
          "type": "string",
          "pattern": "^[0-9]+(\\.[0-9]+)*$"
        }
      }
    },
    "Text": {
      "title": "WorkloadText",
      "description": "A text that is known when the workload is recorded, or one with parts that only the engine knows.",
      "oneOf": [
        {
          "type": "string",
          "maxLength": 65536
        },
        {
          "$ref": "#/definitions/TextOfParts"
        }
      ]
    },
    "FileText": {
      "title": "WorkloadFileText",
      "description": "The same for a file, which may be longer than what a program is given.",
      "oneOf": [
        {
          "type": "string",
          "maxLength": 1048576
        },
        {
          "$ref": "#/definitions/TextOfParts"
        }
      ]
    },
    "TextOfParts": {
      "title": "WorkloadTextOfParts",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "parts"
      ],
      "properties": {
        "parts": {
          "type": "array",
          "minItems": 1,
          "maxItems": 16,
          "items": {
            "anyOf": [
              {
                "type": "string",
                "maxLength": 65536
              },
              {
                "$ref": "#/definitions/EngineValue"
              }
            ]
          }
        }
      }
    },
    "EngineValue": {
      "title": "EngineValue",
      "description": "Something only the engine knows: a port's number, a generated secret, a folder's path, the host to listen on, the public address of an endpoint.",
      "type": "object",
      "additionalProperties": false,
      "minProperties": 1,
      "maxProperties": 1,
      "properties": {
        "port": {
          "$ref": "#/definitions/Name"
        },
        "secret": {
          "$ref": "#/definitions/Name"
        },
        "folder": {
          "enum": [
            "work",
            "environment",
            "storage"
          ]
        },
        "host": {
          "enum": [
            "listen"
          ]
        },
        "endpointUrl": {
          "$ref": "#/definitions/Name"
        }
      }
    },
    "File": {
      "title": "WorkloadFile",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "path",
        "content"
      ],
      "properties": {
        "path": {
          "type": "string",
          "maxLength": 256,
          "pattern": "^(?!.*(^|/)\\.\\.?(/|$))[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*$"
        },
        "content": {
          "$ref": "#/definitions/FileText"
        }
      }
    },
    "Port": {
      "title": "WorkloadPort",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "name"
      ],
      "properties": {
        "name": {
          "$ref": "#/definitions/Name"
        },
        "containerPort": {
          "description": "The fixed number inside an image; a command is told its port instead.",
          "type": "integer",
          "minimum": 1,
          "maximum": 65535
        }
      }
    },
    "Resources": {
      "title": "WorkloadResources",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "cpuCores",
        "memoryBytes",
        "diskBytes"
      ],
      "properties": {
        "cpuCores": {
          "type": "number",
          "exclusiveMinimum": 0,
          "maximum": 256
        },
        "memoryBytes": {
          "type": "integer",
          "minimum": 1048576,
          "maximum": 4398046511104
        },
        "diskBytes": {
          "type": "integer",
          "minimum": 0,
          "maximum": 1099511627776000
        },
        "gpu": {
          "title": "WorkloadGpu",
          "type": "object",
          "additionalProperties": false,
          "required": [
            "count"
          ],
          "properties": {
            "count": {
              "type": "integer",
              "minimum": 0,
              "maximum": 64
            },
            "model": {
              "type": "string",
              "maxLength": 128
            }
          }
        }
      }
    },
    "Health": {
      "title": "WorkloadHealth",
      "description": "The task is ready when a GET of this path on this port answers with a status below 500 (or below 400 with `strict`).",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "port"
      ],
      "properties": {
        "port": {
          "$ref": "#/definitions/Name"
        },
        "path": {
          "type": "string",
          "maxLength": 256,
          "pattern": "^/[!-~]*$"
        },
        "strict": {
          "type": "boolean"
        },
        "startSeconds": {
          "description": "How long the task may take until it first answers. Default 300.",
          "type": "integer",
          "minimum": 1,
          "maximum": 86400
        }
      }
    },
    "Endpoint": {
      "title": "WorkloadEndpoint",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "name",
        "port",
        "protocol",
        "access"
      ],
      "properties": {
        "name": {
          "$ref": "#/definitions/Name"
        },
        "title": {
          "type": "string",
          "maxLength": 80
        },
        "port": {
          "$ref": "#/definitions/Name"
        },
        "protocol": {
          "enum": [
            "http",
            "tcp"
          ]
        },
        "access": {
          "description": "Who may open it. `owner`: the person who launched it.",
          "enum": [
            "owner"
          ]
        },
        "path": {
          "description": "Where a browser lands.",
          "type": "string",
          "maxLength": 256,
          "pattern": "^/[!-~]*$"
        },
        "forwardHeaders": {
          "description": "Headers that the platform adds on the way in, so that nobody has to type the program's own password.",
          "type": "object",
          "maxProperties": 8,
          "propertyNames": {
            "pattern": "^[A-Za-z0-9-]{1,64}$"
          },
          "additionalProperties": {
            "$ref": "#/definitions/Text"
          }
        }
      }
    },
    "GeneratedSecret": {
      "title": "GeneratedSecret",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "name"
      ],
      "properties": {
        "name": {
          "$ref": "#/definitions/Name"
        },
        "bytes": {
          "type": "integer",
          "minimum": 16,
          "maximum": 64
        },
        "title": {
          "description": "What a person is asked for, where it is given.",
          "type": "string",
          "maxLength": 80
        },
        "given": {
          "description": "Not made, but given with the launch. It is kept as a secret of this workload, comes with it to its engine, and stands nowhere else.",
          "type": "boolean"
        },
        "account": {
          "description": "Not made, but what is secret of this storage account of its owner. It comes with the workload to its engine and stands nowhere else.",
          "type": "string",
          "maxLength": 64
        },
        "ownerRef": {
          "description": "Of a storage account that another shares with its owner: whose it is. Nobody opens a terminal where it is known.",
          "type": "string",
          "maxLength": 255
        },
        "ofPortal": {
          "description": "Of a storage account that the portal's operator gives to people: nobody opens a terminal where its password is known.",
          "type": "boolean"
        },
        "from": {
          "description": "Not made, but the secret of this name that its owner, or the community that it runs in, keeps. It comes with the workload to its engine and stands nowhere else. Another value can be given with the launch.",
          "type": "string",
          "maxLength": 63,
          "pattern": "^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$"
        }
      }
    },
    "Datasets": {
      "title": "WorkloadDatasets",
      "description": "What is fetched from repositories into the workload's folder before `main` starts. The portal makes a side task of it; no engine sees this.",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "sources"
      ],
      "properties": {
        "sources": {
          "description": "DOIs, and addresses of datasets or files.",
          "type": "array",
          "maxItems": 16,
          "items": {
            "type": "string",
            "format": "dataset",
            "maxLength": 2048
          }
        },
        "folder": {
          "description": "Where in the workload's folder each gets a folder of its own. Default: `datasets`.",
          "type": "string",
          "maxLength": 128,
          "pattern": "^[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$"
        },
        "again": {
          "description": "Also what is there already.",
          "type": "boolean"
        }
      }
    },
    "Storage": {
      "title": "WorkloadStorage",
      "description": "A storage account of its owner that is mounted while it runs, or copied before and back after. The portal makes side tasks of it; no engine sees this.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "account": {
          "description": "Its id; none where it is empty.",
          "type": "string",
          "maxLength": 64
        },
        "readOnly": {
          "type": "boolean"
        },
        "mode": {
          "description": "`mount`, unless said. `copy`: it is copied into the workload's folder before `main` starts, and what has changed there is copied back when it has ended.",
          "enum": [
            "mount",
            "copy"
          ]
        },
        "folder": {
          "description": "The folder of it that comes; all of it where it is empty.",
          "type": "string",
          "maxLength": 512
        }
      }
    },
    "Lifetime": {
      "title": "WorkloadLifetime",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "kind"
      ],
      "properties": {
        "kind": {
          "enum": [
            "service",
            "batch",
            "try",
            "on-demand"
          ]
        },
        "timeToLiveSeconds": {
          "description": "Stopped this long after it first ran.",
          "type": "integer",
          "minimum": 1,
          "maximum": 31536000
        },
        "restarts": {
          "description": "How often a main task that ends by itself is started again, with growing pauses. Default: 3 for a service, 0 otherwise.",
          "type": "integer",
          "minimum": 0,
          "maximum": 100
        }
      }
    },
    "Placement": {
      "title": "WorkloadPlacement",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "holders": {
          "description": "Entity refs of whom it counts for: its owner, their tier and groups. The portal fills it in; engines may give each of them other terms.",
          "type": "array",
          "maxItems": 500,
          "items": {
            "type": "string",
            "maxLength": 256
          }
        },
        "namespaces": {
          "description": "In which namespace of an engine it runs, by the engine's id. The portal alone fills it in, from what its community says.",
          "type": "object",
          "maxProperties": 64,
          "additionalProperties": {
            "type": "string",
            "maxLength": 128
          }
        },
        "sites": {
          "description": "Ids of the only sites where it may run.",
          "type": "array",
          "maxItems": 64,
          "items": {
            "type": "string",
            "maxLength": 128
          }
        }
      }
    },
    "SnapshotSource": {
      "title": "WorkloadSnapshot",
      "description": "What the main task begins with. The portal alone sets it: what a manifest says here is left out.",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "id",
        "place"
      ],
      "properties": {
        "id": {
          "type": "string",
          "pattern": "^[0-9a-f-]{36}$"
        },
        "place": {
          "description": "Where it lies, as the engine that took it calls that.",
          "type": "string",
          "minLength": 1,
          "maxLength": 512
        }
      }
    }
  }
};
