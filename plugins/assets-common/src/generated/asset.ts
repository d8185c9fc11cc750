/* Made by scripts/generate.mjs from schemas/. Do not edit. */
/**
 * @maxItems 200
 */
export type Terms = string[];
export type Link = string;

/**
 * What is said of a module, tool, model or dataset, whatever file it came from. Every published ai4-metadata version migrates to this.
 */
export interface AssetSpec {
  title: string;
  summary: string;
  /**
   * Markdown.
   */
  description?: string;
  /**
   * Bare DOI, such as 10.5281/zenodo.1234567.
   */
  doi?: string;
  version?: string;
  /**
   * SPDX identifier.
   */
  license?: string;
  /**
   * Names, or people with what tells them from others of the name.
   *
   * @maxItems 200
   */
  authors?: (string | AssetAuthor)[];
  /**
   * Entity ref of a group or user.
   */
  owner?: string;
  lifecycle?: 'experimental' | 'production' | 'deprecated';
  /**
   * Day or instant, ISO 8601, UTC.
   */
  createdAt?: string;
  /**
   * Day or instant, ISO 8601, UTC.
   */
  updatedAt?: string;
  libraries: Terms;
  tasks: Terms;
  categories: Terms;
  tags: Terms;
  dataTypes: Terms;
  links?: AssetLinks;
  resources?: AssetResources;
  /**
   * Programming languages of its code, the most first.
   *
   * @maxItems 50
   */
  languages?: AssetLanguage[];
  /**
   * Of its repository, as the forge counts it.
   */
  sizeBytes?: number;
  /**
   * Packages that it is made of: those of the check of its newest commit, or else those that its project names.
   *
   * @maxItems 500
   */
  dependencies?: AssetDependency[];
  image?: AssetImage;
  used?: AssetUsed;
  /**
   * Works that its authors cite; the one to cite in its stead first.
   *
   * @maxItems 100
   */
  citations?: AssetCitation[];
  provenance?: AssetProvenance;
  distribution?: AssetDistribution;
  /**
   * Entity refs of models, datasets, tools that it builds on.
   *
   * @maxItems 100
   */
  dependsOn?: string[];
  translations?: Translations;
  /**
   * How it is launched: a manifest (manifest.schema.json), or the id of a shared one in catalog-info/manifests.
   */
  manifest?: string | {};
}
export interface AssetAuthor {
  name: string;
  orcid?: string;
  affiliation?: string;
}
export interface AssetLinks {
  self?: Link;
  sourceCode?: Link;
  documentation?: Link;
  /**
   * OCI image reference or address.
   */
  dockerImage?: string;
  zenodoDoi?: Link;
  dataset?: Link;
  weights?: Link;
  citation?: Link;
  baseModel?: Link;
  template?: Link;
  build?: Link;
}
/**
 * What the author says that it needs.
 */
export interface AssetResources {
  inference?: AssetNeeds;
  training?: AssetNeeds;
}
export interface AssetNeeds {
  cpuCores?: number;
  gpuCount?: number;
  memoryBytes?: number;
  gpuMemoryBytes?: number;
  gpuComputeCapability?: number;
  storageBytes?: number;
}
export interface AssetLanguage {
  name: string;
  /**
   * Of all its code, from 0 to 1.
   */
  share?: number;
}
export interface AssetDependency {
  name: string;
  /**
   * The very one, or what its project allows, such as >=2,<3.
   */
  version?: string;
  /**
   * Package URL, such as pkg:pypi/numpy@2.3.1.
   */
  purl?: string;
}
/**
 * Its container image, as the registry has it.
 */
export interface AssetImage {
  reference: string;
  digest?: string;
  /**
   * `signed`: with the key of this portal, and checked.
   */
  signature?: 'signed' | 'unsigned' | 'unknown';
}
/**
 * What runs of it have really used, of three people at least. Counted here, never read of a file.
 */
export interface AssetUsed {
  /**
   * Of at least how many runs it is counted.
   */
  runs: number;
  cpuCores?: number;
  memoryBytes?: number;
  gpuCount?: number;
  gpuMemoryBytes?: number;
}
export interface AssetCitation {
  title: string;
  /**
   * @maxItems 200
   */
  authors?: string[];
  year?: number;
  doi?: string;
  url?: Link;
  /**
   * Cite this instead of the asset itself.
   */
  isPreferred?: boolean;
}
export interface AssetProvenance {
  workload?: string;
  mlflowRun?: string;
}
/**
 * The files of a dataset, as its repository says them.
 */
export interface AssetDistribution {
  repository?: string;
  /**
   * What a workload names it by: a DOI or an address.
   */
  source?: string;
  licenseUrl?: Link;
  filesTotal: number;
  /**
   * Of the files whose size is known.
   */
  bytesTotal?: number;
  /**
   * The first ones.
   *
   * @maxItems 500
   */
  files: AssetFileOfDistribution[];
}
export interface AssetFileOfDistribution {
  path: string;
  bytes?: number;
  /**
   * Algorithm and value, such as md5:d41d8cd98f00b204e9800998ecf8427e.
   */
  checksum?: string;
}
/**
 * What a person sees of it, in other languages: by language, then by the English text. See docs/tool-author.md.
 */
export interface Translations {
  [k: string]: {
    [k: string]: string;
  };
}

export const assetSchema = {
  "$schema": "http://json-schema.org/draft-07/schema#",
  "$id": "https://astrolabe.dev/schemas/asset.schema.json",
  "title": "AssetSpec",
  "description": "What is said of a module, tool, model or dataset, whatever file it came from. Every published ai4-metadata version migrates to this.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "title",
    "summary",
    "libraries",
    "tasks",
    "categories",
    "tags",
    "dataTypes"
  ],
  "properties": {
    "title": {
      "type": "string",
      "minLength": 1,
      "maxLength": 300
    },
    "summary": {
      "type": "string",
      "maxLength": 2000
    },
    "description": {
      "description": "Markdown.",
      "type": "string",
      "maxLength": 100000
    },
    "doi": {
      "description": "Bare DOI, such as 10.5281/zenodo.1234567.",
      "type": "string",
      "pattern": "^10\\.[0-9]{4,9}/\\S+$"
    },
    "version": {
      "type": "string",
      "maxLength": 100
    },
    "license": {
      "description": "SPDX identifier.",
      "type": "string",
      "maxLength": 100
    },
    "authors": {
      "description": "Names, or people with what tells them from others of the name.",
      "type": "array",
      "maxItems": 200,
      "items": {
        "anyOf": [
          {
            "type": "string",
            "maxLength": 200
          },
          {
            "$ref": "#/definitions/Person"
          }
        ]
      }
    },
    "owner": {
      "description": "Entity ref of a group or user.",
      "type": "string",
      "maxLength": 200
    },
    "lifecycle": {
      "enum": [
        "experimental",
        "production",
        "deprecated"
      ]
    },
    "createdAt": {
      "description": "Day or instant, ISO 8601, UTC.",
      "type": "string",
      "maxLength": 40
    },
    "updatedAt": {
      "description": "Day or instant, ISO 8601, UTC.",
      "type": "string",
      "maxLength": 40
    },
    "libraries": {
      "$ref": "#/definitions/Terms"
    },
    "tasks": {
      "$ref": "#/definitions/Terms"
    },
    "categories": {
      "$ref": "#/definitions/Terms"
    },
    "tags": {
      "$ref": "#/definitions/Terms"
    },
    "dataTypes": {
      "$ref": "#/definitions/Terms"
    },
    "links": {
      "title": "AssetLinks",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "self": {
          "$ref": "#/definitions/Link"
        },
        "sourceCode": {
          "$ref": "#/definitions/Link"
        },
        "documentation": {
          "$ref": "#/definitions/Link"
        },
        "dockerImage": {
          "description": "OCI image reference or address.",
          "$ref": "#/definitions/Link"
        },
        "zenodoDoi": {
          "$ref": "#/definitions/Link"
        },
        "dataset": {
          "$ref": "#/definitions/Link"
        },
        "weights": {
          "$ref": "#/definitions/Link"
        },
        "citation": {
          "$ref": "#/definitions/Link"
        },
        "baseModel": {
          "$ref": "#/definitions/Link"
        },
        "template": {
          "$ref": "#/definitions/Link"
        },
        "build": {
          "$ref": "#/definitions/Link"
        }
      }
    },
    "resources": {
      "title": "AssetResources",
      "description": "What the author says that it needs.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "inference": {
          "$ref": "#/definitions/Needs"
        },
        "training": {
          "$ref": "#/definitions/Needs"
        }
      }
    },
    "languages": {
      "description": "Programming languages of its code, the most first.",
      "type": "array",
      "maxItems": 50,
      "items": {
        "title": "AssetLanguage",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name"
        ],
        "properties": {
          "name": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          },
          "share": {
            "description": "Of all its code, from 0 to 1.",
            "type": "number",
            "minimum": 0,
            "maximum": 1
          }
        }
      }
    },
    "sizeBytes": {
      "description": "Of its repository, as the forge counts it.",
      "type": "integer",
      "minimum": 0
    },
    "dependencies": {
      "description": "Packages that it is made of: those of the check of its newest commit, or else those that its project names.",
      "type": "array",
      "maxItems": 500,
      "items": {
        "title": "AssetDependency",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name"
        ],
        "properties": {
          "name": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200
          },
          "version": {
            "description": "The very one, or what its project allows, such as >=2,<3.",
            "type": "string",
            "maxLength": 200
          },
          "purl": {
            "description": "Package URL, such as pkg:pypi/numpy@2.3.1.",
            "type": "string",
            "pattern": "^pkg:[a-z0-9.+-]+/\\S+$",
            "maxLength": 500
          }
        }
      }
    },
    "image": {
      "title": "AssetImage",
      "description": "Its container image, as the registry has it.",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "reference"
      ],
      "properties": {
        "reference": {
          "type": "string",
          "minLength": 1,
          "maxLength": 500
        },
        "digest": {
          "type": "string",
          "pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
        },
        "signature": {
          "description": "`signed`: with the key of this portal, and checked.",
          "enum": [
            "signed",
            "unsigned",
            "unknown"
          ]
        }
      }
    },
    "used": {
      "title": "AssetUsed",
      "description": "What runs of it have really used, of three people at least. Counted here, never read of a file.",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "runs"
      ],
      "properties": {
        "runs": {
          "description": "Of at least how many runs it is counted.",
          "type": "integer",
          "minimum": 1
        },
        "cpuCores": {
          "type": "number",
          "minimum": 0
        },
        "memoryBytes": {
          "type": "integer",
          "minimum": 0
        },
        "gpuCount": {
          "type": "number",
          "minimum": 0
        },
        "gpuMemoryBytes": {
          "type": "integer",
          "minimum": 0
        }
      }
    },
    "citations": {
      "description": "Works that its authors cite; the one to cite in its stead first.",
      "type": "array",
      "maxItems": 100,
      "items": {
        "title": "AssetCitation",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "title"
        ],
        "properties": {
          "title": {
            "type": "string",
            "minLength": 1,
            "maxLength": 1000
          },
          "authors": {
            "type": "array",
            "maxItems": 200,
            "items": {
              "type": "string",
              "maxLength": 200
            }
          },
          "year": {
            "type": "integer",
            "minimum": 1000,
            "maximum": 9999
          },
          "doi": {
            "type": "string",
            "pattern": "^10\\.[0-9]{4,9}/\\S+$",
            "maxLength": 500
          },
          "url": {
            "$ref": "#/definitions/Link"
          },
          "isPreferred": {
            "description": "Cite this instead of the asset itself.",
            "type": "boolean"
          }
        }
      }
    },
    "provenance": {
      "title": "AssetProvenance",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "workload": {
          "type": "string",
          "maxLength": 200
        },
        "mlflowRun": {
          "type": "string",
          "maxLength": 200
        }
      }
    },
    "distribution": {
      "title": "AssetDistribution",
      "description": "The files of a dataset, as its repository says them.",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "filesTotal",
        "files"
      ],
      "properties": {
        "repository": {
          "type": "string",
          "maxLength": 100
        },
        "source": {
          "description": "What a workload names it by: a DOI or an address.",
          "type": "string",
          "maxLength": 2048
        },
        "licenseUrl": {
          "$ref": "#/definitions/Link"
        },
        "filesTotal": {
          "type": "integer",
          "minimum": 0
        },
        "bytesTotal": {
          "description": "Of the files whose size is known.",
          "type": "integer",
          "minimum": 0
        },
        "files": {
          "description": "The first ones.",
          "type": "array",
          "maxItems": 500,
          "items": {
            "title": "AssetFileOfDistribution",
            "type": "object",
            "additionalProperties": false,
            "required": [
              "path"
            ],
            "properties": {
              "path": {
                "type": "string",
                "minLength": 1,
                "maxLength": 1000
              },
              "bytes": {
                "type": "integer",
                "minimum": 0
              },
              "checksum": {
                "description": "Algorithm and value, such as md5:d41d8cd98f00b204e9800998ecf8427e.",
                "type": "string",
                "pattern": "^(md5|sha1|sha256|sha512):[0-9a-f]{32,128}$"
              }
            }
          }
        }
      }
    },
    "dependsOn": {
      "description": "Entity refs of models, datasets, tools that it builds on.",
      "type": "array",
      "maxItems": 100,
      "items": {
        "type": "string",
        "maxLength": 200
      }
    },
    "translations": {
      "$ref": "#/definitions/Translations"
    },
    "manifest": {
      "description": "How it is launched: a manifest (manifest.schema.json), or the id of a shared one in catalog-info/manifests.",
      "anyOf": [
        {
          "type": "string",
          "maxLength": 100
        },
        {
          "type": "object"
        }
      ]
    }
  },
  "definitions": {
    "Translations": {
      "description": "What a person sees of it, in other languages: by language, then by the English text. See docs/tool-author.md.",
      "type": "object",
      "maxProperties": 30,
      "propertyNames": {
        "pattern": "^[a-z]{2}(-[A-Z]{2})?$"
      },
      "additionalProperties": {
        "type": "object",
        "maxProperties": 500,
        "additionalProperties": {
          "type": "string",
          "minLength": 1,
          "maxLength": 2000
        }
      }
    },
    "Terms": {
      "type": "array",
      "maxItems": 200,
      "uniqueItems": true,
      "items": {
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      }
    },
    "Link": {
      "type": "string",
      "maxLength": 2000
    },
    "Person": {
      "title": "AssetAuthor",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "name"
      ],
      "properties": {
        "name": {
          "type": "string",
          "minLength": 1,
          "maxLength": 200
        },
        "orcid": {
          "type": "string",
          "pattern": "^[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]$"
        },
        "affiliation": {
          "type": "string",
          "maxLength": 300
        }
      }
    },
    "Needs": {
      "title": "AssetNeeds",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "cpuCores": {
          "type": "number",
          "minimum": 0
        },
        "gpuCount": {
          "type": "integer",
          "minimum": 0
        },
        "memoryBytes": {
          "type": "integer",
          "minimum": 0
        },
        "gpuMemoryBytes": {
          "type": "integer",
          "minimum": 0
        },
        "gpuComputeCapability": {
          "type": "number",
          "minimum": 0
        },
        "storageBytes": {
          "type": "integer",
          "minimum": 0
        }
      }
    }
  }
};
