/* Made by scripts/generate.mjs from schemas/. Do not edit. */
/**
 * A community and its own portal: an item of `communities.list`, or a file that such an item includes. See docs/community-manager.md.
 */
export interface Community {
  /**
   * Names it in addresses (/c/<id>), in groups of people (group:<id>/tier-full) and in rules. `default` is the portal itself.
   */
  id: string;
  /**
   * What people call it; its portal's name.
   */
  title: string;
  /**
   * Host names, without a port, at which its portal is served. Each belongs to one community.
   *
   * @maxItems 20
   */
  hosts?: string[];
  /**
   * One sentence under its name, for all languages or for each.
   */
  description?:
    | string
    | {
        en?: string;
        es?: string;
      };
  /**
   * Its sign: the text of an SVG file (`$file: logo.svg`, a file beside the block) or `data:image/png;base64,…` (also webp, jpeg). Drawn as an image, which runs nothing; also the sign in the browser's tab.
   */
  logo?: string;
  /**
   * The sign on dark ground. Default: the same.
   */
  darkLogo?: string;
  /**
   * A few colours as #rrggbb for each look; all others follow from them. What cannot be read on each other is refused. A look without an accent has one of the same hue as the other look.
   */
  colours?: {
    light?: LookColours;
    dark?: LookColours;
  };
  /**
   * Names of fonts that machines have already; nothing is fetched.
   */
  fonts?: {
    /**
     * Default: system.
     */
    text?: 'system' | 'humanist' | 'geometric' | 'rounded' | 'industrial' | 'serif' | 'slab' | 'monospace';
    /**
     * Default: as the text.
     */
    headings?: 'system' | 'humanist' | 'geometric' | 'rounded' | 'industrial' | 'serif' | 'slab' | 'monospace';
  };
  /**
   * Its home page.
   */
  home?: {
    /**
     * Markdown, for all languages or for each; above everything else.
     */
    text?:
      | string
      | {
          en?: string;
          es?: string;
        };
    /**
     * Under the text.
     *
     * @maxItems 12
     */
    links?: CommunityLink[];
    /**
     * What else is on the page, in this order. Default: all.
     */
    sections?: ('steps' | 'workloads' | 'newest' | 'counts')[];
  };
  /**
   * The pages to go to, in this order: names of the portal's own, or links elsewhere. Default: all of the portal's.
   *
   * @minItems 1
   * @maxItems 20
   */
  navigation?: (
    | (
        | 'home'
        | 'modules'
        | 'tools'
        | 'models'
        | 'datasets'
        | 'workloads'
        | 'accounts'
        | 'storage'
        | 'sites'
        | 'apiDocs'
      )
    | CommunityLink
  )[];
  /**
   * Those it is offered in; the first where a browser asks for none of them. Default: all.
   *
   * @minItems 1
   */
  languages?: ('en' | 'es')[];
  /**
   * What its portal shows of all assets: whatever one of these filters lets through. Within a filter all keys have to fit, and of each key one of its values. A view, not a secret. Default: everything.
   *
   * @minItems 1
   * @maxItems 20
   */
  catalogue?: CatalogueFilter[];
  /**
   * Names of the tools offered. Default: those that `catalogue` lets through.
   *
   * @minItems 1
   * @maxItems 200
   */
  tools?: string[];
  /**
   * At the foot of each page.
   *
   * @maxItems 10
   */
  contacts?: CommunityLink[];
  /**
   * Above every page while they last.
   *
   * @maxItems 10
   */
  announcements?: Announcement[];
  /**
   * Terms of use. Whoever is signed in accepts them before anything else, and again when the version changes.
   */
  terms?: {
    /**
     * Another one is asked for anew, such as the date of the text.
     */
    version: string;
    /**
     * Markdown, for all languages or for each.
     */
    text:
      | string
      | {
          en?: string;
          es?: string;
        };
  };
  /**
   * Limits of tiers that are others here than in the portal (communities.tiers). What is not named stays as it is there.
   */
  tiers?: {
    [k: string]: {
      /**
       * As many as one person may have here.
       */
      workloads?: number;
      cpuCores?: number;
      memoryGiB?: number;
      diskGiB?: number;
      gpuCount?: number;
      /**
       * Longest life of a workload.
       */
      hours?: number;
    };
  };
  /**
   * What several workloads of this community may hold together: each as an item of communities.quotas (docs/operator.md).
   *
   * @maxItems 50
   */
  quotas?: {
    id: string;
  }[];
  /**
   * Ids of the only sites where its workloads may run, as `astrolabe capacity` names them. Default: all.
   *
   * @minItems 1
   * @maxItems 64
   */
  sites?: string[];
  /**
   * Ids of the only sites where its workloads run that start when they are called (lifetime `on-demand`), as `astrolabe capacity` names them. Default: as `sites`.
   *
   * @minItems 1
   * @maxItems 64
   */
  inferenceClusters?: string[];
  /**
   * In which namespace of an engine its workloads run, by the engine's id, such as `nomad-global`. No two communities have one in common. Default: what the engine's own settings say.
   */
  namespaces?: {
    [k: string]: string;
  };
  /**
   * Path in the engines' registry below which snapshots of its workloads lie, such as `sea/snapshots`. No two communities have one in common. Default: what the engine's own settings say.
   */
  registryProject?: string;
  /**
   * Its tracking server, which its workloads find as MLFLOW_TRACKING_URI where their manifest says no other.
   */
  tracking?: {
    /**
     * An http(s) address without a password.
     */
    url: string;
  };
  /**
   * What its people are offered first where they link a storage, and what is chosen at first where they launch. Shown to whoever opens its portal.
   */
  storage?: {
    /**
     * The kind of storage that is offered first.
     */
    service?: 'nextcloud' | 'owncloud' | 'webdav' | 's3' | 'sftp' | 'rclone';
    /**
     * The address that is filled in for that service, without a password.
     */
    url?: string;
    /**
     * Id of the storage account that is chosen at first in the form of a launch, for whoever has one of this id.
     */
    account?: string;
  };
  /**
   * SPDX identifier of the licence that the form of a project begins with, for whoever has taken none before; where a template offers it. Default: that of the template.
   */
  licence?: string;
  /**
   * What is counted of its portal. Default: nothing.
   */
  analytics?: {
    /**
     * How often each kind of page is opened, by day: no person, no address, no cookie, no third party. Managers read it. Default: false.
     */
    pageViews?: boolean;
    /**
     * Days after which a count is forgotten. Default: 400.
     */
    keepDays?: number;
  };
  /**
   * What people may ask the community's managers for, on the page Access. Default: nothing.
   */
  accessRequests?: {
    /**
     * Tiers that may be asked for. Nobody can approve one that gives more than they have.
     *
     * @minItems 1
     * @maxItems 20
     */
    tiers: string[];
    /**
     * Days after which what was granted ends by itself, at most. Default: 90.
     */
    maxDays?: number;
  };
}
/**
 * The colours that a look is made of; each has one of the portal's as default.
 */
export interface LookColours {
  /**
   * Links, buttons, the current place.
   */
  accent?: string;
  /**
   * Behind everything.
   */
  app?: string;
  /**
   * Cards and the navigation.
   */
  surface?: string;
  /**
   * What is read.
   */
  text?: string;
}
/**
 * Leads out of the portal.
 */
export interface CommunityLink {
  /**
   * What people read, for all languages or for each.
   */
  title:
    | string
    | {
        en?: string;
        es?: string;
      };
  /**
   * An address (https:) or a mail address (mailto:).
   */
  href: string;
}
/**
 * Assets that fit in all of its keys, and of each in one of its values.
 */
export interface CatalogueFilter {
  /**
   * @minItems 1
   */
  kinds?: ('module' | 'tool' | 'model' | 'dataset')[];
  /**
   * Names of assets, without the kind.
   *
   * @minItems 1
   * @maxItems 500
   */
  names?: string[];
  /**
   * One of these tags.
   *
   * @minItems 1
   * @maxItems 100
   */
  tags?: string[];
  /**
   * One of these categories.
   *
   * @minItems 1
   * @maxItems 100
   */
  categories?: string[];
  /**
   * One of these tasks.
   *
   * @minItems 1
   * @maxItems 100
   */
  tasks?: string[];
  /**
   * Entity refs of groups or people, such as `group:default/iris`.
   *
   * @minItems 1
   * @maxItems 100
   */
  owners?: string[];
}
export interface Announcement {
  /**
   * Plain words, for all languages or for each.
   */
  text:
    | string
    | {
        en?: string;
        es?: string;
      };
  /**
   * Default: info.
   */
  tone?: 'info' | 'warning';
  /**
   * A day (from its beginning, UTC) or a time with its zone. Default: at once.
   */
  from?: string;
  /**
   * A day (to its beginning, UTC) or a time with its zone. Default: until it is taken out.
   */
  until?: string;
}

export const communitySchema = {
  "$schema": "http://json-schema.org/draft-07/schema#",
  "$id": "https://astrolabe.dev/schemas/community.schema.json",
  "title": "Community",
  "description": "A community and its own portal: an item of `communities.list`, or a file that such an item includes. See docs/community-manager.md.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "id",
    "title"
  ],
  "properties": {
    "id": {
      "description": "Names it in addresses (/c/<id>), in groups of people (group:<id>/tier-full) and in rules. `default` is the portal itself.",
      "type": "string",
      "pattern": "^[a-z][a-z0-9-]{0,31}$"
    },
    "title": {
      "description": "What people call it; its portal's name.",
      "type": "string",
      "minLength": 1,
      "maxLength": 60
    },
    "hosts": {
      "description": "Host names, without a port, at which its portal is served. Each belongs to one community.",
      "type": "array",
      "maxItems": 20,
      "uniqueItems": true,
      "items": {
        "type": "string",
        "maxLength": 253,
        "pattern": "^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$"
      }
    },
    "description": {
      "description": "One sentence under its name, for all languages or for each.",
      "$ref": "#/definitions/LocalText"
    },
    "logo": {
      "description": "Its sign: the text of an SVG file (`$file: logo.svg`, a file beside the block) or `data:image/png;base64,…` (also webp, jpeg). Drawn as an image, which runs nothing; also the sign in the browser's tab.",
      "type": "string",
      "maxLength": 200000,
      "pattern": "^(data:image/(png|webp|jpeg);base64,[A-Za-z0-9+/]+={0,2}$|(<\\?xml|<!--|<svg))"
    },
    "darkLogo": {
      "description": "The sign on dark ground. Default: the same.",
      "type": "string",
      "maxLength": 200000,
      "pattern": "^(data:image/(png|webp|jpeg);base64,[A-Za-z0-9+/]+={0,2}$|(<\\?xml|<!--|<svg))"
    },
    "colours": {
      "description": "A few colours as #rrggbb for each look; all others follow from them. What cannot be read on each other is refused. A look without an accent has one of the same hue as the other look.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "light": {
          "$ref": "#/definitions/LookColours"
        },
        "dark": {
          "$ref": "#/definitions/LookColours"
        }
      }
    },
    "fonts": {
      "description": "Names of fonts that machines have already; nothing is fetched.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "text": {
          "description": "Default: system.",
          "$ref": "#/definitions/FontName"
        },
        "headings": {
          "description": "Default: as the text.",
          "$ref": "#/definitions/FontName"
        }
      }
    },
    "home": {
      "description": "Its home page.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "text": {
          "description": "Markdown, for all languages or for each; above everything else.",
          "$ref": "#/definitions/LocalText"
        },
        "links": {
          "description": "Under the text.",
          "type": "array",
          "maxItems": 12,
          "items": {
            "$ref": "#/definitions/CommunityLink"
          }
        },
        "sections": {
          "description": "What else is on the page, in this order. Default: all.",
          "type": "array",
          "uniqueItems": true,
          "items": {
            "type": "string",
            "enum": [
              "steps",
              "workloads",
              "newest",
              "counts"
            ]
          }
        }
      }
    },
    "navigation": {
      "description": "The pages to go to, in this order: names of the portal's own, or links elsewhere. Default: all of the portal's.",
      "type": "array",
      "minItems": 1,
      "maxItems": 20,
      "items": {
        "anyOf": [
          {
            "type": "string",
            "enum": [
              "home",
              "modules",
              "tools",
              "models",
              "datasets",
              "workloads",
              "accounts",
              "storage",
              "sites",
              "apiDocs"
            ]
          },
          {
            "$ref": "#/definitions/CommunityLink"
          }
        ]
      }
    },
    "languages": {
      "description": "Those it is offered in; the first where a browser asks for none of them. Default: all.",
      "type": "array",
      "minItems": 1,
      "uniqueItems": true,
      "items": {
        "type": "string",
        "enum": [
          "en",
          "es"
        ]
      }
    },
    "catalogue": {
      "description": "What its portal shows of all assets: whatever one of these filters lets through. Within a filter all keys have to fit, and of each key one of its values. A view, not a secret. Default: everything.",
      "type": "array",
      "minItems": 1,
      "maxItems": 20,
      "items": {
        "$ref": "#/definitions/CatalogueFilter"
      }
    },
    "tools": {
      "description": "Names of the tools offered. Default: those that `catalogue` lets through.",
      "type": "array",
      "minItems": 1,
      "maxItems": 200,
      "uniqueItems": true,
      "items": {
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      }
    },
    "contacts": {
      "description": "At the foot of each page.",
      "type": "array",
      "maxItems": 10,
      "items": {
        "$ref": "#/definitions/CommunityLink"
      }
    },
    "announcements": {
      "description": "Above every page while they last.",
      "type": "array",
      "maxItems": 10,
      "items": {
        "$ref": "#/definitions/Announcement"
      }
    },
    "terms": {
      "description": "Terms of use. Whoever is signed in accepts them before anything else, and again when the version changes.",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "version",
        "text"
      ],
      "properties": {
        "version": {
          "description": "Another one is asked for anew, such as the date of the text.",
          "type": "string",
          "minLength": 1,
          "maxLength": 40
        },
        "text": {
          "description": "Markdown, for all languages or for each.",
          "$ref": "#/definitions/LocalText"
        }
      }
    },
    "tiers": {
      "description": "Limits of tiers that are others here than in the portal (communities.tiers). What is not named stays as it is there.",
      "type": "object",
      "additionalProperties": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "workloads": {
            "description": "As many as one person may have here.",
            "type": "number",
            "minimum": 0
          },
          "cpuCores": {
            "type": "number",
            "minimum": 0
          },
          "memoryGiB": {
            "type": "number",
            "minimum": 0
          },
          "diskGiB": {
            "type": "number",
            "minimum": 0
          },
          "gpuCount": {
            "type": "number",
            "minimum": 0
          },
          "hours": {
            "description": "Longest life of a workload.",
            "type": "number",
            "minimum": 0
          }
        }
      }
    },
    "quotas": {
      "description": "What several workloads of this community may hold together: each as an item of communities.quotas (docs/operator.md).",
      "type": "array",
      "maxItems": 50,
      "items": {
        "type": "object",
        "required": [
          "id"
        ],
        "properties": {
          "id": {
            "type": "string"
          }
        }
      }
    },
    "sites": {
      "description": "Ids of the only sites where its workloads may run, as `astrolabe capacity` names them. Default: all.",
      "type": "array",
      "minItems": 1,
      "maxItems": 64,
      "uniqueItems": true,
      "items": {
        "type": "string",
        "minLength": 1,
        "maxLength": 128
      }
    },
    "inferenceClusters": {
      "description": "Ids of the only sites where its workloads run that start when they are called (lifetime `on-demand`), as `astrolabe capacity` names them. Default: as `sites`.",
      "type": "array",
      "minItems": 1,
      "maxItems": 64,
      "uniqueItems": true,
      "items": {
        "type": "string",
        "minLength": 1,
        "maxLength": 128
      }
    },
    "namespaces": {
      "description": "In which namespace of an engine its workloads run, by the engine's id, such as `nomad-global`. No two communities have one in common. Default: what the engine's own settings say.",
      "type": "object",
      "maxProperties": 64,
      "additionalProperties": {
        "type": "string",
        "pattern": "^[a-zA-Z0-9-]{1,128}$"
      }
    },
    "registryProject": {
      "description": "Path in the engines' registry below which snapshots of its workloads lie, such as `sea/snapshots`. No two communities have one in common. Default: what the engine's own settings say.",
      "type": "string",
      "maxLength": 200,
      "pattern": "^[a-z0-9]+([._-][a-z0-9]+)*(/[a-z0-9]+([._-][a-z0-9]+)*)*$"
    },
    "tracking": {
      "description": "Its tracking server, which its workloads find as MLFLOW_TRACKING_URI where their manifest says no other.",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "url"
      ],
      "properties": {
        "url": {
          "description": "An http(s) address without a password.",
          "type": "string",
          "maxLength": 1000,
          "pattern": "^https?://[^\\s/@?#]+(/[^\\s?#]*)?$"
        }
      }
    },
    "storage": {
      "description": "What its people are offered first where they link a storage, and what is chosen at first where they launch. Shown to whoever opens its portal.",
      "type": "object",
      "additionalProperties": false,
      "minProperties": 1,
      "dependencies": {
        "url": [
          "service"
        ]
      },
      "properties": {
        "service": {
          "description": "The kind of storage that is offered first.",
          "type": "string",
          "enum": [
            "nextcloud",
            "owncloud",
            "webdav",
            "s3",
            "sftp",
            "rclone"
          ]
        },
        "url": {
          "description": "The address that is filled in for that service, without a password.",
          "type": "string",
          "maxLength": 1000,
          "pattern": "^(https?|sftp)://[^\\s/@?#]+(/[^\\s?#]*)?$"
        },
        "account": {
          "description": "Id of the storage account that is chosen at first in the form of a launch, for whoever has one of this id.",
          "type": "string",
          "pattern": "^[a-z]([a-z0-9-]{0,30}[a-z0-9])?$"
        }
      }
    },
    "licence": {
      "description": "SPDX identifier of the licence that the form of a project begins with, for whoever has taken none before; where a template offers it. Default: that of the template.",
      "type": "string",
      "maxLength": 60,
      "pattern": "^[A-Za-z0-9][A-Za-z0-9.+-]*$"
    },
    "analytics": {
      "description": "What is counted of its portal. Default: nothing.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "pageViews": {
          "description": "How often each kind of page is opened, by day: no person, no address, no cookie, no third party. Managers read it. Default: false.",
          "type": "boolean"
        },
        "keepDays": {
          "description": "Days after which a count is forgotten. Default: 400.",
          "type": "integer",
          "minimum": 1,
          "maximum": 3650
        }
      }
    },
    "accessRequests": {
      "description": "What people may ask the community's managers for, on the page Access. Default: nothing.",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "tiers"
      ],
      "properties": {
        "tiers": {
          "description": "Tiers that may be asked for. Nobody can approve one that gives more than they have.",
          "type": "array",
          "minItems": 1,
          "maxItems": 20,
          "uniqueItems": true,
          "items": {
            "type": "string",
            "minLength": 1,
            "maxLength": 32
          }
        },
        "maxDays": {
          "description": "Days after which what was granted ends by itself, at most. Default: 90.",
          "type": "integer",
          "minimum": 1,
          "maximum": 3650
        }
      }
    }
  },
  "definitions": {
    "LocalText": {
      "description": "Words for all languages, or for each.",
      "anyOf": [
        {
          "type": "string",
          "minLength": 1,
          "maxLength": 20000
        },
        {
          "type": "object",
          "additionalProperties": false,
          "minProperties": 1,
          "properties": {
            "en": {
              "type": "string",
              "minLength": 1,
              "maxLength": 20000
            },
            "es": {
              "type": "string",
              "minLength": 1,
              "maxLength": 20000
            }
          }
        }
      ]
    },
    "LookColours": {
      "description": "The colours that a look is made of; each has one of the portal's as default.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "accent": {
          "description": "Links, buttons, the current place.",
          "type": "string",
          "pattern": "^#[0-9a-fA-F]{6}$"
        },
        "app": {
          "description": "Behind everything.",
          "type": "string",
          "pattern": "^#[0-9a-fA-F]{6}$"
        },
        "surface": {
          "description": "Cards and the navigation.",
          "type": "string",
          "pattern": "^#[0-9a-fA-F]{6}$"
        },
        "text": {
          "description": "What is read.",
          "type": "string",
          "pattern": "^#[0-9a-fA-F]{6}$"
        }
      }
    },
    "CommunityLink": {
      "description": "Leads out of the portal.",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "title",
        "href"
      ],
      "properties": {
        "title": {
          "description": "What people read, for all languages or for each.",
          "$ref": "#/definitions/LocalText"
        },
        "href": {
          "description": "An address (https:) or a mail address (mailto:).",
          "type": "string",
          "maxLength": 500,
          "pattern": "^(https?://|mailto:)[^\\s]+$"
        }
      }
    },
    "FontName": {
      "description": "Fonts that machines have already; nothing is fetched.",
      "type": "string",
      "enum": [
        "system",
        "humanist",
        "geometric",
        "rounded",
        "industrial",
        "serif",
        "slab",
        "monospace"
      ]
    },
    "CatalogueFilter": {
      "description": "Assets that fit in all of its keys, and of each in one of its values.",
      "type": "object",
      "additionalProperties": false,
      "minProperties": 1,
      "properties": {
        "kinds": {
          "type": "array",
          "minItems": 1,
          "uniqueItems": true,
          "items": {
            "type": "string",
            "enum": [
              "module",
              "tool",
              "model",
              "dataset"
            ]
          }
        },
        "names": {
          "description": "Names of assets, without the kind.",
          "type": "array",
          "minItems": 1,
          "maxItems": 500,
          "uniqueItems": true,
          "items": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200
          }
        },
        "tags": {
          "description": "One of these tags.",
          "type": "array",
          "minItems": 1,
          "maxItems": 100,
          "uniqueItems": true,
          "items": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200
          }
        },
        "categories": {
          "description": "One of these categories.",
          "type": "array",
          "minItems": 1,
          "maxItems": 100,
          "uniqueItems": true,
          "items": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200
          }
        },
        "tasks": {
          "description": "One of these tasks.",
          "type": "array",
          "minItems": 1,
          "maxItems": 100,
          "uniqueItems": true,
          "items": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200
          }
        },
        "owners": {
          "description": "Entity refs of groups or people, such as `group:default/iris`.",
          "type": "array",
          "minItems": 1,
          "maxItems": 100,
          "uniqueItems": true,
          "items": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200
          }
        }
      }
    },
    "Announcement": {
      "type": "object",
      "additionalProperties": false,
      "required": [
        "text"
      ],
      "properties": {
        "text": {
          "description": "Plain words, for all languages or for each.",
          "$ref": "#/definitions/LocalText"
        },
        "tone": {
          "description": "Default: info.",
          "type": "string",
          "enum": [
            "info",
            "warning"
          ]
        },
        "from": {
          "description": "A day (from its beginning, UTC) or a time with its zone. Default: at once.",
          "type": "string",
          "pattern": "^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2})?(Z|[+-]\\d{2}:\\d{2}))?$"
        },
        "until": {
          "description": "A day (to its beginning, UTC) or a time with its zone. Default: until it is taken out.",
          "type": "string",
          "pattern": "^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2})?(Z|[+-]\\d{2}:\\d{2}))?$"
        }
      }
    }
  }
};
