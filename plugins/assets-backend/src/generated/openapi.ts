/* Made by scripts/generate.mjs from schemas/. Do not edit. */
export const spec = {
  "openapi": "3.1.0",
  "info": {
    "title": "Assets",
    "version": "1",
    "description": "AI modules, tools, models and datasets: search with facets, everything that is known of one, its metadata as a file, and a check of metadata texts.",
    "license": {
      "name": "Apache-2.0",
      "identifier": "Apache-2.0"
    }
  },
  "servers": [
    {
      "url": "/"
    }
  ],
  "paths": {
    "/v1/assets": {
      "get": {
        "operationId": "queryAssets",
        "summary": "Search assets",
        "description": "Values are OR-ed inside a facet, facets are AND-ed. The counts of a facet are made with the other facets applied.",
        "parameters": [
          {
            "name": "kind",
            "in": "query",
            "schema": {
              "$ref": "#/components/schemas/AssetKind"
            }
          },
          {
            "name": "text",
            "in": "query",
            "description": "Every word has to be found; the last one may be unfinished.",
            "schema": {
              "type": "string",
              "maxLength": 200
            }
          },
          {
            "$ref": "#/components/parameters/libraries"
          },
          {
            "$ref": "#/components/parameters/tasks"
          },
          {
            "$ref": "#/components/parameters/categories"
          },
          {
            "$ref": "#/components/parameters/dataTypes"
          },
          {
            "$ref": "#/components/parameters/tags"
          },
          {
            "$ref": "#/components/parameters/license"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/catalogue"
          },
          {
            "name": "sort",
            "in": "query",
            "description": "`relevance` where there is a text, `name` otherwise.",
            "schema": {
              "type": "string",
              "enum": [
                "name",
                "newest",
                "added",
                "most-used",
                "relevance"
              ]
            }
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 100,
              "default": 24
            }
          }
        ],
        "responses": {
          "200": {
            "description": "A page of assets",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AssetPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/assets.atom": {
      "get": {
        "operationId": "assetFeed",
        "summary": "What a search finds, as an Atom feed, what came last first",
        "description": "Takes the same as a search. A reader that knows only a name and a password sends an access token with the scope `assets:read` as the password, with any name.",
        "parameters": [
          {
            "name": "kind",
            "in": "query",
            "schema": {
              "$ref": "#/components/schemas/AssetKind"
            }
          },
          {
            "name": "text",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 200
            }
          },
          {
            "$ref": "#/components/parameters/libraries"
          },
          {
            "$ref": "#/components/parameters/tasks"
          },
          {
            "$ref": "#/components/parameters/categories"
          },
          {
            "$ref": "#/components/parameters/dataTypes"
          },
          {
            "$ref": "#/components/parameters/tags"
          },
          {
            "$ref": "#/components/parameters/license"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/catalogue"
          },
          {
            "name": "community",
            "in": "query",
            "description": "Id of the community whose portal shows it, since a reader has no cookie of `/c/<id>`. Without it the one whose portal it is asked at.",
            "schema": {
              "type": "string",
              "maxLength": 64
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 100,
              "default": 50
            }
          }
        ],
        "responses": {
          "200": {
            "description": "RFC 4287",
            "content": {
              "application/atom+xml": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/saved-searches": {
      "get": {
        "operationId": "listSavedSearches",
        "summary": "The searches that the caller saved",
        "responses": {
          "200": {
            "description": "All of them, by name",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/SavedSearch"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "saveSearch",
        "summary": "Save a search",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "name",
                  "query"
                ],
                "properties": {
                  "name": {
                    "$ref": "#/components/schemas/SavedSearchName"
                  },
                  "query": {
                    "$ref": "#/components/schemas/SavedSearchQuery"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "It is saved; all that it finds counts as looked at",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SavedSearch"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/saved-searches/{id}": {
      "put": {
        "operationId": "renameSearch",
        "summary": "Rename a saved search",
        "parameters": [
          {
            "$ref": "#/components/parameters/searchId"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "name"
                ],
                "properties": {
                  "name": {
                    "$ref": "#/components/schemas/SavedSearchName"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "204": {
            "description": "It has this name"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "delete": {
        "operationId": "deleteSearch",
        "summary": "Delete a saved search",
        "parameters": [
          {
            "$ref": "#/components/parameters/searchId"
          }
        ],
        "responses": {
          "204": {
            "description": "It is there no more"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/saved-searches/{id}/looked": {
      "put": {
        "operationId": "lookedAtSearch",
        "summary": "Say that one has looked at what a saved search finds",
        "parameters": [
          {
            "$ref": "#/components/parameters/searchId"
          }
        ],
        "responses": {
          "204": {
            "description": "Nothing that it finds now is new any more"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/assets/{kind}/{name}": {
      "get": {
        "operationId": "getAsset",
        "summary": "Everything that is known of an asset",
        "description": "As JSON of ours, or, for an `Accept` of `text/turtle`, `application/ld+json` and others, in the first standard that has this form; a `profile` in it, the IRI or id of a standard, says which. The header `Link` names all of them (`describedby`).",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/name"
          }
        ],
        "responses": {
          "200": {
            "description": "The asset; a manifest that its file names by id is in its place",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Asset"
                }
              },
              "text/turtle": {
                "schema": {
                  "type": "string"
                }
              },
              "application/ld+json": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/assets/{kind}/{name}/metadata": {
      "get": {
        "operationId": "downloadMetadata",
        "summary": "The metadata of an asset as a file",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/name"
          },
          {
            "name": "profile",
            "in": "query",
            "description": "A standard to describe it in, by its id, such as `mldcat-ap-3`.",
            "schema": {
              "type": "string",
              "maxLength": 50
            }
          },
          {
            "name": "format",
            "in": "query",
            "description": "`source`: as it was published. `json`, `yaml`: our own shape. Of a standard: one of its formats, the first unless told.",
            "schema": {
              "type": "string",
              "enum": [
                "source",
                "json",
                "yaml",
                "turtle",
                "json-ld",
                "markdown"
              ]
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The file",
            "content": {
              "text/plain": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/assets/{kind}/{name}/profiles": {
      "get": {
        "operationId": "listProfiles",
        "summary": "The standards in which an asset can be described",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/name"
          }
        ],
        "responses": {
          "200": {
            "description": "In the order in which they are offered",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProfileList"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/assets/{kind}/{name}/provenance": {
      "get": {
        "operationId": "getProvenance",
        "summary": "What was done with an asset, as W3C PROV-O",
        "description": "Checks, releases and the registration of a module whose repository was made or registered here, as they were recorded when they were done: in whose name, with which commit, and what came of it (report, SBOM, release, DOI). At most the 200 newest; of a private repository, none for others. Commits are named by their SWHID. Of all else the asset alone.",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/name"
          }
        ],
        "responses": {
          "200": {
            "description": "A prov:Bundle, as JSON-LD that says itself what its names stand for",
            "content": {
              "application/ld+json": {
                "schema": {
                  "type": "object"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/assets/{kind}/{name}/checks": {
      "get": {
        "operationId": "listChecks",
        "summary": "How the commits of a module were checked, the newest first",
        "description": "At most 50 runs; 20 of each runner are kept with their logs. Modules whose repository was not made or registered here have none.",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/name"
          }
        ],
        "responses": {
          "200": {
            "description": "Its runs, and whether its forge tells of pushes",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AssetChecks"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "runChecks",
        "summary": "Have a commit of a module checked now",
        "description": "Whoever had its repository made may, and who may read the sources anew. It runs in the name of whose repository it is. The same key gives the same run.",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/name"
          },
          {
            "name": "idempotency-key",
            "in": "header",
            "required": true,
            "description": "Made by the caller, new for each wish. A UUID does.",
            "schema": {
              "type": "string",
              "minLength": 8,
              "maxLength": 100
            }
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "revision": {
                    "description": "A branch, or a commit with all 40 digits. The newest commit of its default branch, where it is not said.",
                    "type": "string",
                    "maxLength": 255,
                    "pattern": "^[A-Za-z0-9_][A-Za-z0-9_+-]*(\\.[A-Za-z0-9_+-]+)*(/[A-Za-z0-9_+-]+(\\.[A-Za-z0-9_+-]+)*)*$"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The run; of several runners that of the first",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/CheckRun"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/assets/{kind}/{name}/checks/{run}": {
      "get": {
        "operationId": "getCheckRun",
        "summary": "One run of the checks of a module",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/name"
          },
          {
            "$ref": "#/components/parameters/checkRun"
          }
        ],
        "responses": {
          "200": {
            "description": "The run",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/CheckRun"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/assets/{kind}/{name}/checks/{run}/logs/{check}": {
      "get": {
        "operationId": "readCheckLog",
        "summary": "The log of one check of a run",
        "description": "Its end, where it is longer than 5 MB; 1 MB of runs that are over.",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/name"
          },
          {
            "$ref": "#/components/parameters/checkRun"
          },
          {
            "name": "check",
            "in": "path",
            "required": true,
            "description": "Name of the check.",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200,
              "pattern": "^[^\\u0000-\\u001f]+$"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The log",
            "content": {
              "text/plain": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/assets/{kind}/{name}/checks/{run}/files/{file}": {
      "get": {
        "operationId": "readCheckFile",
        "summary": "What a run of checks has left beside its logs, such as the SBOM",
        "description": "Those that the run names in `files`, whole.",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/name"
          },
          {
            "$ref": "#/components/parameters/checkRun"
          },
          {
            "name": "file",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string",
              "maxLength": 100,
              "pattern": "^[a-z0-9][a-z0-9.-]*$"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The file",
            "content": {
              "application/json": {}
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/assets/{kind}/{name}/badges/{badge}.svg": {
      "get": {
        "operationId": "getBadge",
        "summary": "A badge of a module, for its README",
        "description": "Of assets that everybody may see; nobody has to sign in.",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/name"
          },
          {
            "name": "badge",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string",
              "enum": [
                "checks",
                "version",
                "licence",
                "doi"
              ]
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The badge",
            "content": {
              "image/svg+xml": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/hooks/{id}": {
      "post": {
        "operationId": "tellOfPush",
        "summary": "What a forge sends when somebody has pushed",
        "description": "The address is what the portal has told the forge. Nobody signs in: the signature of the body is what it is known by (`X-Hub-Signature-256`, `X-Gitea-Signature`), or the token of GitLab (`X-Gitlab-Token`).",
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string",
              "maxLength": 36,
              "pattern": "^[A-Za-z0-9-]+$"
            }
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": true
              }
            }
          }
        },
        "responses": {
          "202": {
            "description": "What becomes of it",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "taken"
                  ],
                  "properties": {
                    "taken": {
                      "description": "push: it is looked at now. ping: it arrives. known: it came before. ignored: it is about something else.",
                      "type": "string",
                      "enum": [
                        "push",
                        "ping",
                        "known",
                        "ignored"
                      ]
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/catalogue": {
      "get": {
        "operationId": "getCatalogue",
        "summary": "All assets as a DCAT catalogue, for harvesters",
        "description": "Each in MLDCAT-AP 3.0, by name. The header `Link` and `hydra:next` name the next page. Turtle, or JSON-LD where `Accept` or `format` says so. Where metadata are open (`assets.openMetadata`), who has not signed in gets what is public.",
        "parameters": [
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 100,
              "default": 50
            }
          },
          {
            "name": "format",
            "in": "query",
            "schema": {
              "type": "string",
              "enum": [
                "turtle",
                "json-ld"
              ]
            }
          },
          {
            "name": "modifiedSince",
            "in": "query",
            "allowReserved": true,
            "description": "Only what changed at this portal since this instant, and within five minutes before it. What is no more there is not told: now and then, read it all.",
            "schema": {
              "type": "string",
              "format": "date-time"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "A page of the catalogue",
            "content": {
              "text/turtle": {
                "schema": {
                  "type": "string"
                }
              },
              "application/ld+json": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/check": {
      "post": {
        "operationId": "checkMetadata",
        "summary": "Check the text of a metadata file",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "content"
                ],
                "properties": {
                  "content": {
                    "description": "An ai4-metadata.yml of any version, or one of our own files.",
                    "type": "string",
                    "maxLength": 256000
                  },
                  "kind": {
                    "$ref": "#/components/schemas/AssetKind"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What is wrong, where, and how to mend it",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AssetCheck"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/mend": {
      "post": {
        "operationId": "mendMetadata",
        "summary": "A metadata file, mended or in the newest version",
        "description": "Nothing is kept: the answer is the text with all mends there is no doubt about. `newest` also brings an ai4-metadata.yml to the newest version. Comments and all that is right stay as they are.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "content"
                ],
                "properties": {
                  "content": {
                    "description": "An ai4-metadata.yml of any version, or one of our own files.",
                    "type": "string",
                    "maxLength": 256000
                  },
                  "kind": {
                    "$ref": "#/components/schemas/AssetKind"
                  },
                  "newest": {
                    "type": "boolean"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The text, and what is said of it now",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "content",
                    "from",
                    "notes",
                    "check"
                  ],
                  "properties": {
                    "content": {
                      "type": "string"
                    },
                    "from": {
                      "description": "The version that it was in.",
                      "type": "string"
                    },
                    "notes": {
                      "description": "What was made up or left out; a person should look.",
                      "type": "array",
                      "items": {
                        "type": "string"
                      }
                    },
                    "check": {
                      "$ref": "#/components/schemas/AssetCheck"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/import": {
      "post": {
        "operationId": "importMetadata",
        "summary": "A document of a standard as a draft of a metadata file",
        "description": "Reads CITATION.cff, CodeMeta, Croissant, RO-Crate, schema.org, FAIR4ML and MLDCAT-AP as JSON-LD or Turtle, and Hugging Face cards. Nothing is fetched and nothing is kept: the answer is a draft, what of the document is in it, what is not and why, and what is missing in it.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "content"
                ],
                "properties": {
                  "content": {
                    "type": "string",
                    "maxLength": 500000
                  },
                  "profile": {
                    "description": "Id of the standard, where the document may be in several.",
                    "type": "string",
                    "maxLength": 100
                  },
                  "format": {
                    "description": "ai4-metadata, or a file of our own, which has a place for more. Our own for datasets, ai4-metadata for others, unless told.",
                    "type": "string",
                    "enum": [
                      "ai4",
                      "own"
                    ]
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The draft",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ImportedMetadata"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/project-templates": {
      "get": {
        "operationId": "listProjectTemplates",
        "summary": "What projects can be made, and what each template asks",
        "responses": {
          "200": {
            "description": "The templates",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/ProjectTemplate"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/projects": {
      "post": {
        "operationId": "makeProject",
        "summary": "Make the files of a project",
        "description": "Nothing is kept: the answer is the project, as JSON, or as a zip file for `Accept: application/zip`. The same values give the same files on the same day.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "template",
                  "values"
                ],
                "properties": {
                  "template": {
                    "description": "Id of a template.",
                    "type": "string",
                    "maxLength": 100
                  },
                  "values": {
                    "description": "`group.field` of the template's form. What is left out is as the form has it.",
                    "type": "object",
                    "maxProperties": 20,
                    "additionalProperties": {
                      "type": "object",
                      "maxProperties": 50
                    }
                  },
                  "mend": {
                    "$ref": "#/components/schemas/Mend"
                  },
                  "preview": {
                    "description": "To be looked at: files that are no text come without their bytes. Zip files have them.",
                    "type": "boolean"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The project",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Project"
                }
              },
              "application/zip": {
                "schema": {
                  "type": "string",
                  "format": "binary"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/forges": {
      "get": {
        "operationId": "listForges",
        "summary": "The forges that you have linked, where repositories can be made",
        "responses": {
          "200": {
            "description": "Linked services of the kind `forge`, your own",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/ForgeAccount"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/forges/{account}/owners": {
      "get": {
        "operationId": "listForgeOwners",
        "summary": "Where you may make repositories at a forge",
        "description": "You yourself first, then your groups or organisations there.",
        "parameters": [
          {
            "name": "account",
            "in": "path",
            "required": true,
            "description": "Id of a linked service.",
            "schema": {
              "type": "string",
              "maxLength": 63
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The owners",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/ForgeOwner"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/repositories": {
      "post": {
        "operationId": "publishProject",
        "summary": "Make a repository of a project, at a forge that you have linked",
        "description": "Made in your name, with one commit. The same key and wish give the same repository, however often they are sent; what was cut short goes on when it is asked for again. A repository that is there already is refused (409).",
        "parameters": [
          {
            "name": "idempotency-key",
            "in": "header",
            "required": true,
            "description": "Made by the caller, new for each wish. A UUID does.",
            "schema": {
              "type": "string",
              "minLength": 8,
              "maxLength": 100
            }
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/PublishRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What would be made, of a dry run",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PublishedProject"
                }
              }
            }
          },
          "201": {
            "description": "The repository",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PublishedProject"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/registrations": {
      "post": {
        "operationId": "registerRepository",
        "summary": "Make a module or a tool of a repository that is there already",
        "description": "It has an ai4-metadata.yml, or a tool.yaml, on its default branch, and you may write to it at a forge that you have linked. From then on it is read in your name. A tool is launched once the operator has agreed. The same one twice is one.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/RegistrationRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What would become of it, of a dry run",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Registration"
                }
              }
            }
          },
          "201": {
            "description": "The module",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Registration"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/repositories/{name}": {
      "get": {
        "operationId": "getPublishedRepository",
        "summary": "The repository of a module that you put here, or may take out",
        "parameters": [
          {
            "$ref": "#/components/parameters/name"
          }
        ],
        "responses": {
          "200": {
            "description": "The repository",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/CatalogueRepository"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "delete": {
        "operationId": "removePublishedRepository",
        "summary": "Take a repository that was put here out of the catalogue",
        "description": "It stays at the forge. Whoever put it here may, and who may read the sources anew.",
        "parameters": [
          {
            "$ref": "#/components/parameters/name"
          }
        ],
        "responses": {
          "204": {
            "description": "It is in the catalogue no more"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/repositories/{name}/metadata": {
      "get": {
        "operationId": "getRepositoryMetadata",
        "summary": "The metadata file of your repository, as it is at the forge now",
        "parameters": [
          {
            "$ref": "#/components/parameters/name"
          }
        ],
        "responses": {
          "200": {
            "description": "The file, and the commit that it was read at",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RepositoryMetadata"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/repositories/{name}/changes": {
      "post": {
        "operationId": "proposeMetadata",
        "summary": "Propose a change of its metadata to your repository",
        "description": "One commit on a branch of its own, and a pull or merge request, in your name. The same change of the same file is one, however often it is sent. What is not valid is refused, and what was read before others have changed the file (409).",
        "parameters": [
          {
            "$ref": "#/components/parameters/name"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/MetadataChange"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What would be proposed, of a dry run",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProposedChange"
                }
              }
            }
          },
          "201": {
            "description": "What is proposed",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProposedChange"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/repositories/{name}/checks": {
      "put": {
        "operationId": "setChecksOnPush",
        "summary": "Say whether pushes to a repository that was made here have it checked",
        "description": "Whoever had it made may, and who may read the sources anew.",
        "parameters": [
          {
            "$ref": "#/components/parameters/name"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "required": [
                  "onPush"
                ],
                "additionalProperties": false,
                "properties": {
                  "onPush": {
                    "type": "boolean"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "204": {
            "description": "So it is from now on"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/repositories/{name}/releases": {
      "get": {
        "operationId": "listReleases",
        "summary": "Versions of a module, newest first",
        "description": "Those that were released from here; of a module whose repository was not made or registered here there are none.",
        "parameters": [
          {
            "$ref": "#/components/parameters/name"
          }
        ],
        "responses": {
          "200": {
            "description": "The releases, and what those who may release it choose from",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ModuleReleases"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "releaseModule",
        "summary": "Release a version of a module",
        "description": "Changelog, one commit, tag and release at its forge and, with an archive, a DOI with the files of the tag: in your name, by what you have linked. It goes on by itself, also when the portal was away; the same key and wish give the same release, as it is by then. One that has failed goes on when it is asked for again.",
        "parameters": [
          {
            "$ref": "#/components/parameters/name"
          },
          {
            "name": "idempotency-key",
            "in": "header",
            "required": true,
            "description": "Made by the caller, new for each wish. A UUID does.",
            "schema": {
              "type": "string",
              "minLength": 8,
              "maxLength": 100
            }
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ReleaseRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What would be done, of a dry run",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Release"
                }
              }
            }
          },
          "202": {
            "description": "The release, as it is by now",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Release"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/signing-key": {
      "get": {
        "operationId": "getSigningKey",
        "summary": "The public key that verifies signatures of images of modules",
        "description": "Nobody has to sign in for it. `cosign verify --key` takes it.",
        "responses": {
          "200": {
            "description": "PEM",
            "content": {
              "application/x-pem-file": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/problems": {
      "get": {
        "operationId": "listProblems",
        "summary": "Assets that have problems, and how the sources fare",
        "parameters": [
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 100,
              "default": 24
            }
          }
        ],
        "responses": {
          "200": {
            "description": "A page of assets with problems",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProblemPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/refresh": {
      "post": {
        "operationId": "refreshSources",
        "summary": "Read the sources again now",
        "description": "Sources that a forge asked to pause stay paused.",
        "requestBody": {
          "required": false,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "source": {
                    "description": "Only this one.",
                    "type": "string",
                    "maxLength": 200
                  }
                }
              }
            }
          }
        },
        "responses": {
          "202": {
            "description": "The sources that are read",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "sources"
                  ],
                  "properties": {
                    "sources": {
                      "type": "array",
                      "items": {
                        "type": "string"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/entities": {
      "get": {
        "operationId": "listChanges",
        "summary": "What changed, for the catalogue",
        "description": "For other backends only, not for people.",
        "parameters": [
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 1000,
              "default": 1000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "Changes after the cursor, oldest first",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ChangePage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/dataset-repositories": {
      "get": {
        "operationId": "listDatasetRepositories",
        "summary": "Repositories whose datasets can be described, searched and imported",
        "responses": {
          "200": {
            "description": "All of them",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/DatasetRepository"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/dataset-search": {
      "get": {
        "operationId": "searchDatasets",
        "summary": "Search a repository for datasets",
        "parameters": [
          {
            "name": "repository",
            "in": "query",
            "description": "Id of a repository that can be searched.",
            "schema": {
              "type": "string",
              "maxLength": 50,
              "default": "zenodo"
            }
          },
          {
            "name": "text",
            "in": "query",
            "required": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            }
          },
          {
            "name": "page",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 100,
              "default": 1
            }
          }
        ],
        "responses": {
          "200": {
            "description": "A page of ten, best first",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/DatasetSearchPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/dataset-description": {
      "get": {
        "operationId": "describeDataset",
        "summary": "What a dataset is, before anything is fetched",
        "description": "Asks the dataset's repository for its licence, size, files and checksums. A DOI of a repository that is not known is looked up at DataCite, and its page is asked for typed links (FAIR Signposting).",
        "parameters": [
          {
            "name": "source",
            "in": "query",
            "required": true,
            "description": "A DOI, or the http(s) address of a dataset or file.",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 2048
            }
          }
        ],
        "responses": {
          "200": {
            "description": "What its repository says of it",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/DatasetDescription"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/datasets": {
      "post": {
        "operationId": "importDataset",
        "summary": "Make a dataset an asset of the catalogue",
        "description": "With its origin, licence, files and checksums as its repository says them. Importing it again reads them anew.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "source"
                ],
                "properties": {
                  "source": {
                    "description": "A DOI, or the http(s) address of a dataset or file.",
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 2048
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The asset",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ImportedDataset"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/datasets/{name}": {
      "delete": {
        "operationId": "removeImportedDataset",
        "summary": "Take an imported dataset out of the catalogue",
        "description": "Whoever imported it may, and who may read the sources anew.",
        "parameters": [
          {
            "$ref": "#/components/parameters/name"
          }
        ],
        "responses": {
          "204": {
            "description": "It is there no more"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    }
  },
  "components": {
    "parameters": {
      "kind": {
        "name": "kind",
        "in": "path",
        "required": true,
        "schema": {
          "$ref": "#/components/schemas/AssetKind"
        }
      },
      "name": {
        "name": "name",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "maxLength": 63
        }
      },
      "cursor": {
        "name": "cursor",
        "in": "query",
        "description": "The `nextCursor` of the page before.",
        "schema": {
          "type": "string",
          "maxLength": 500
        }
      },
      "libraries": {
        "name": "libraries",
        "in": "query",
        "schema": {
          "$ref": "#/components/schemas/FacetValues"
        }
      },
      "tasks": {
        "name": "tasks",
        "in": "query",
        "schema": {
          "$ref": "#/components/schemas/FacetValues"
        }
      },
      "categories": {
        "name": "categories",
        "in": "query",
        "schema": {
          "$ref": "#/components/schemas/FacetValues"
        }
      },
      "dataTypes": {
        "name": "dataTypes",
        "in": "query",
        "schema": {
          "$ref": "#/components/schemas/FacetValues"
        }
      },
      "tags": {
        "name": "tags",
        "in": "query",
        "schema": {
          "$ref": "#/components/schemas/FacetValues"
        }
      },
      "license": {
        "name": "license",
        "in": "query",
        "schema": {
          "$ref": "#/components/schemas/FacetValues"
        }
      },
      "owner": {
        "name": "owner",
        "in": "query",
        "description": "Entity refs of groups or users, such as `group:default/astrolabe`.",
        "schema": {
          "$ref": "#/components/schemas/FacetValues"
        }
      },
      "checkRun": {
        "name": "run",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "maxLength": 36,
          "pattern": "^[A-Za-z0-9-]+$"
        }
      },
      "searchId": {
        "name": "id",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "maxLength": 36
        }
      },
      "catalogue": {
        "name": "catalogue",
        "in": "query",
        "description": "External catalogues by their names; `portal` is what none of them publishes.",
        "schema": {
          "$ref": "#/components/schemas/FacetValues"
        }
      }
    },
    "responses": {
      "Error": {
        "description": "What went wrong, in which field, and what to do",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            }
          }
        }
      }
    },
    "schemas": {
      "AssetKind": {
        "type": "string",
        "enum": [
          "module",
          "tool",
          "model",
          "dataset"
        ]
      },
      "FacetValues": {
        "type": "array",
        "maxItems": 20,
        "items": {
          "type": "string",
          "maxLength": 200
        }
      },
      "Terms": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "Translations": {
        "description": "Texts in other languages: by language, then by the English text.",
        "type": "object",
        "additionalProperties": {
          "type": "object",
          "additionalProperties": {
            "type": "string"
          }
        }
      },
      "AssetSummary": {
        "type": "object",
        "required": [
          "kind",
          "name",
          "entityRef",
          "title",
          "summary",
          "libraries",
          "tasks",
          "categories",
          "dataTypes",
          "tags",
          "launches",
          "valid",
          "launchable"
        ],
        "properties": {
          "kind": {
            "$ref": "#/components/schemas/AssetKind"
          },
          "name": {
            "type": "string"
          },
          "entityRef": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "summary": {
            "type": "string"
          },
          "translations": {
            "$ref": "#/components/schemas/Translations"
          },
          "libraries": {
            "$ref": "#/components/schemas/Terms"
          },
          "tasks": {
            "$ref": "#/components/schemas/Terms"
          },
          "categories": {
            "$ref": "#/components/schemas/Terms"
          },
          "dataTypes": {
            "$ref": "#/components/schemas/Terms"
          },
          "tags": {
            "$ref": "#/components/schemas/Terms"
          },
          "license": {
            "type": "string"
          },
          "version": {
            "type": "string"
          },
          "owner": {
            "type": "string",
            "description": "Entity ref of the group or user whose it is."
          },
          "createdAt": {
            "type": "string"
          },
          "updatedAt": {
            "type": "string"
          },
          "catalogue": {
            "type": "string",
            "description": "The external catalogue that publishes it, such as \"Hugging Face\"; absent for what is of this portal."
          },
          "gated": {
            "$ref": "#/components/schemas/Gate"
          },
          "addedAt": {
            "type": "string",
            "description": "When it came to this portal; absent for those of long ago."
          },
          "launches": {
            "type": "integer",
            "description": "Launches so far, over all people."
          },
          "valid": {
            "type": "boolean",
            "description": "False when its file has errors; it is shown all the same."
          },
          "launchable": {
            "type": "boolean",
            "description": "True when it has a manifest."
          }
        }
      },
      "CheckRun": {
        "type": "object",
        "required": [
          "id",
          "entityRef",
          "runner",
          "branch",
          "commit",
          "cause",
          "personRef",
          "createdAt",
          "state",
          "checks"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "entityRef": {
            "type": "string"
          },
          "runner": {
            "type": "string",
            "description": "`portal`, `forge` or `jenkins:<id>`."
          },
          "branch": {
            "type": "string"
          },
          "commit": {
            "type": "string"
          },
          "cause": {
            "type": "string",
            "enum": [
              "push",
              "hand",
              "pull"
            ],
            "description": "push: its forge told of it. hand: a person asked. pull: it was proposed, from another branch of its repository; it is neither badge nor state of the module."
          },
          "pullRequest": {
            "type": "integer",
            "description": "pull: the number of what proposed it at its forge."
          },
          "personRef": {
            "type": "string",
            "description": "Who asked, or whose repository it is."
          },
          "createdAt": {
            "type": "string"
          },
          "state": {
            "type": "string",
            "enum": [
              "queued",
              "running",
              "passed",
              "failed",
              "stopped",
              "superseded",
              "unclear"
            ],
            "description": "superseded: a newer commit came before its turn. unclear: its runner cannot say."
          },
          "reason": {
            "type": "string"
          },
          "checks": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/CheckResult"
            }
          },
          "startedAt": {
            "type": "string"
          },
          "endedAt": {
            "type": "string"
          },
          "url": {
            "type": "string",
            "description": "Its page at a runner elsewhere."
          },
          "workloadId": {
            "type": "string",
            "description": "Of the runner `portal`, while there is one."
          },
          "files": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "What it has left beside its logs, and is kept: `sbom.cdx.json` says what is installed for the module."
          }
        }
      },
      "CheckResult": {
        "type": "object",
        "required": [
          "name",
          "status",
          "hasLog"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "status": {
            "type": "string",
            "enum": [
              "queued",
              "running",
              "passed",
              "failed",
              "skipped"
            ]
          },
          "seconds": {
            "type": "number"
          },
          "reason": {
            "type": "string"
          },
          "hasLog": {
            "type": "boolean"
          },
          "url": {
            "type": "string"
          }
        }
      },
      "AssetChecks": {
        "type": "object",
        "required": [
          "items",
          "mayRun"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/CheckRun"
            }
          },
          "mayRun": {
            "type": "boolean"
          },
          "whyNot": {
            "type": "string"
          },
          "onPush": {
            "type": "boolean",
            "description": "Whether pushes have them run."
          },
          "hook": {
            "type": "object",
            "required": [
              "state"
            ],
            "description": "Of a repository that was made or registered here.",
            "properties": {
              "state": {
                "type": "string",
                "enum": [
                  "listening",
                  "silent",
                  "refused",
                  "none"
                ],
                "description": "silent: the forge was asked, and nothing has come of it yet. refused: it did not take it. none: it was not asked."
              },
              "reason": {
                "type": "string"
              },
              "lastAt": {
                "type": "string"
              }
            }
          },
          "untold": {
            "type": "string",
            "description": "Why its forge is not told what came of them; to who may have them run."
          }
        }
      },
      "ReleaseRequest": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "version"
        ],
        "properties": {
          "version": {
            "description": "As semantic versioning has it; higher than all before.",
            "type": "string",
            "maxLength": 50,
            "pattern": "^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(-[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?$"
          },
          "notes": {
            "description": "What it brings, before the list of its commits; Markdown.",
            "type": "string",
            "maxLength": 20000
          },
          "archive": {
            "description": "Id of a linked archive that gives it a DOI.",
            "type": "string",
            "maxLength": 63
          },
          "dryRun": {
            "description": "Says what would be done, and changes nothing.",
            "type": "boolean"
          }
        }
      },
      "Release": {
        "type": "object",
        "required": [
          "version",
          "tag",
          "state",
          "steps",
          "changelog",
          "files",
          "dryRun"
        ],
        "properties": {
          "version": {
            "type": "string"
          },
          "tag": {
            "type": "string"
          },
          "state": {
            "description": "planned: of a dry run. waiting: for a merge. failed: it goes on when it is asked for again.",
            "type": "string",
            "enum": [
              "planned",
              "running",
              "waiting",
              "done",
              "failed"
            ]
          },
          "steps": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ReleaseStep"
            }
          },
          "notes": {
            "description": "As it was asked for.",
            "type": "string"
          },
          "archive": {
            "description": "As it was asked for.",
            "type": "string"
          },
          "changelog": {
            "description": "Its section of CHANGELOG.md.",
            "type": "string"
          },
          "files": {
            "description": "The files that its commit changes.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "url": {
            "description": "Its page at the forge.",
            "type": "string"
          },
          "doi": {
            "type": "string"
          },
          "image": {
            "description": "The image of the version, whose digest the portal has signed.",
            "type": "object",
            "required": [
              "reference",
              "digest",
              "payload",
              "signature",
              "publicKey",
              "isPushed"
            ],
            "properties": {
              "reference": {
                "type": "string"
              },
              "digest": {
                "type": "string"
              },
              "payload": {
                "description": "What was signed, as cosign and Podman verify it.",
                "type": "string"
              },
              "signature": {
                "description": "ECDSA with SHA-256, in DER and base64.",
                "type": "string"
              },
              "publicKey": {
                "type": "string"
              },
              "isPushed": {
                "description": "Whether the signature is beside the image in its registry.",
                "type": "boolean"
              }
            }
          },
          "pullRequest": {
            "description": "Where a person has to agree first.",
            "type": "string"
          },
          "reason": {
            "description": "Why it waits or has failed.",
            "type": "string"
          },
          "nextStep": {
            "type": "string"
          },
          "createdAt": {
            "type": "string"
          },
          "dryRun": {
            "type": "boolean"
          }
        }
      },
      "ReleaseStep": {
        "type": "object",
        "required": [
          "id",
          "state"
        ],
        "properties": {
          "id": {
            "type": "string",
            "enum": [
              "plan",
              "doi",
              "commit",
              "release",
              "image",
              "files",
              "publish",
              "attach"
            ]
          },
          "state": {
            "type": "string",
            "enum": [
              "planned",
              "running",
              "waiting",
              "done",
              "skipped",
              "failed"
            ]
          },
          "reason": {
            "type": "string"
          },
          "code": {
            "description": "The reason, where it is one of those that are known.",
            "type": "string"
          },
          "url": {
            "type": "string"
          }
        }
      },
      "ModuleReleases": {
        "type": "object",
        "required": [
          "items",
          "mayRelease",
          "archives"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Release"
            }
          },
          "mayRelease": {
            "type": "boolean"
          },
          "archives": {
            "description": "Archives that who asks has linked, where they may release it.",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "account",
                "title"
              ],
              "properties": {
                "account": {
                  "type": "string"
                },
                "title": {
                  "type": "string"
                },
                "url": {
                  "type": "string"
                },
                "trouble": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "SavedSearchName": {
        "type": "string",
        "minLength": 1,
        "maxLength": 100,
        "pattern": "\\S"
      },
      "SavedSearchQuery": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "kind": {
            "$ref": "#/components/schemas/AssetKind"
          },
          "text": {
            "type": "string",
            "maxLength": 200
          },
          "sort": {
            "type": "string",
            "enum": [
              "name",
              "newest",
              "added",
              "most-used",
              "relevance"
            ]
          },
          "facets": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "libraries": {
                "$ref": "#/components/schemas/FacetValues"
              },
              "tasks": {
                "$ref": "#/components/schemas/FacetValues"
              },
              "categories": {
                "$ref": "#/components/schemas/FacetValues"
              },
              "dataTypes": {
                "$ref": "#/components/schemas/FacetValues"
              },
              "tags": {
                "$ref": "#/components/schemas/FacetValues"
              },
              "license": {
                "$ref": "#/components/schemas/FacetValues"
              },
              "owner": {
                "$ref": "#/components/schemas/FacetValues"
              },
              "catalogue": {
                "$ref": "#/components/schemas/FacetValues"
              }
            }
          }
        }
      },
      "SavedSearch": {
        "type": "object",
        "required": [
          "id",
          "name",
          "query",
          "createdAt",
          "total",
          "added"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "query": {
            "$ref": "#/components/schemas/SavedSearchQuery"
          },
          "createdAt": {
            "type": "string"
          },
          "total": {
            "type": "integer",
            "description": "How many it finds."
          },
          "added": {
            "type": "integer",
            "description": "How many of those came since the caller looked."
          }
        }
      },
      "AssetPage": {
        "type": "object",
        "required": [
          "items",
          "totalItems",
          "facets"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AssetSummary"
            }
          },
          "totalItems": {
            "type": "integer"
          },
          "facets": {
            "description": "Most frequent first; at most 100 values besides the chosen ones.",
            "type": "object",
            "additionalProperties": {
              "type": "array",
              "items": {
                "type": "object",
                "required": [
                  "value",
                  "count"
                ],
                "properties": {
                  "value": {
                    "type": "string"
                  },
                  "count": {
                    "type": "integer"
                  }
                }
              }
            }
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "Problem": {
        "type": "object",
        "required": [
          "severity",
          "pointer",
          "message"
        ],
        "properties": {
          "severity": {
            "type": "string",
            "enum": [
              "error",
              "warning"
            ]
          },
          "pointer": {
            "type": "string",
            "description": "JSON pointer into the file, such as `/links/source_code`."
          },
          "message": {
            "type": "string"
          },
          "line": {
            "type": "integer",
            "minimum": 1
          },
          "column": {
            "type": "integer",
            "minimum": 1
          },
          "allowed": {
            "$ref": "#/components/schemas/Terms"
          },
          "fix": {
            "type": "string"
          },
          "edits": {
            "description": "The mend itself, where there is no doubt how: pieces of the very text that was checked, and what takes their place. They lie apart from one another.",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "start",
                "end",
                "text"
              ],
              "properties": {
                "start": {
                  "description": "From 0, in UTF-16 units, as editors count.",
                  "type": "integer",
                  "minimum": 0
                },
                "end": {
                  "description": "The first unit that stays.",
                  "type": "integer",
                  "minimum": 0
                },
                "text": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "Spec": {
        "description": "See asset.schema.json.",
        "type": "object",
        "additionalProperties": true
      },
      "Origin": {
        "type": "object",
        "required": [
          "source",
          "location",
          "format"
        ],
        "properties": {
          "source": {
            "type": "string"
          },
          "location": {
            "type": "string"
          },
          "editUrl": {
            "type": "string"
          },
          "format": {
            "type": "string"
          },
          "catalogue": {
            "type": "string"
          },
          "gated": {
            "$ref": "#/components/schemas/Gate"
          }
        }
      },
      "HarvestedValue": {
        "type": "object",
        "required": [
          "field",
          "from"
        ],
        "properties": {
          "field": {
            "type": "string",
            "description": "Path in the spec, such as license."
          },
          "from": {
            "type": "string",
            "description": "A file of the repository, such as CITATION.cff; or forge, release, check, registry, usage."
          },
          "url": {
            "type": "string"
          }
        }
      },
      "Gate": {
        "description": "What stands before its files at the catalogue that publishes it. `auto`: to accept its terms. `manual`: to ask its authors, who decide.",
        "type": "string",
        "enum": [
          "auto",
          "manual"
        ]
      },
      "Build": {
        "description": "How the newest build of its source went, as its forge says.",
        "type": "object",
        "required": [
          "state"
        ],
        "properties": {
          "state": {
            "type": "string",
            "enum": [
              "passed",
              "failed",
              "running"
            ]
          },
          "url": {
            "type": "string"
          },
          "at": {
            "type": "string"
          }
        }
      },
      "Asset": {
        "allOf": [
          {
            "$ref": "#/components/schemas/AssetSummary"
          },
          {
            "type": "object",
            "required": [
              "spec",
              "origin",
              "problems",
              "relations"
            ],
            "properties": {
              "spec": {
                "$ref": "#/components/schemas/Spec"
              },
              "origin": {
                "$ref": "#/components/schemas/Origin"
              },
              "problems": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/Problem"
                }
              },
              "documentation": {
                "type": "string",
                "description": "Markdown."
              },
              "build": {
                "$ref": "#/components/schemas/Build"
              },
              "harvested": {
                "description": "What of the spec is from elsewhere than its metadata file.",
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/HarvestedValue"
                }
              },
              "trust": {
                "$ref": "#/components/schemas/Trust"
              },
              "relations": {
                "type": "array",
                "items": {
                  "type": "object",
                  "required": [
                    "type",
                    "entityRef",
                    "title"
                  ],
                  "properties": {
                    "type": {
                      "type": "string",
                      "enum": [
                        "dependsOn",
                        "dependencyOf",
                        "ownedBy"
                      ]
                    },
                    "entityRef": {
                      "type": "string"
                    },
                    "title": {
                      "type": "string"
                    },
                    "translations": {
                      "$ref": "#/components/schemas/Translations"
                    }
                  }
                }
              }
            }
          }
        ]
      },
      "Trust": {
        "description": "Of a tool that a person's repository describes: whether the operator has agreed that it runs here.",
        "type": "object",
        "required": [
          "state"
        ],
        "properties": {
          "state": {
            "description": "`awaited`: nobody has said so. `given`: it can be launched. `unready`: said, but something of it is missing.",
            "type": "string",
            "enum": [
              "awaited",
              "given",
              "unready"
            ]
          },
          "commit": {
            "description": "The commit that is shown, and runs where it may.",
            "type": "string"
          },
          "branch": {
            "description": "The branch whose newest commit runs, where the operator has said so.",
            "type": "string"
          },
          "isBehind": {
            "description": "Whether its repository has gone on since that commit.",
            "type": "boolean"
          },
          "missing": {
            "description": "What keeps it from being launched, for whoever can mend it.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "repository": {
            "description": "By what the operator knows it, of public ones; see `assets.trustedRepositories` of the configuration.",
            "type": "object",
            "required": [
              "forge",
              "id"
            ],
            "properties": {
              "forge": {
                "type": "string"
              },
              "id": {
                "type": "string"
              }
            }
          }
        }
      },
      "ProfileList": {
        "type": "object",
        "required": [
          "items"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "id",
                "title",
                "iri",
                "formats",
                "gaps"
              ],
              "properties": {
                "id": {
                  "type": "string"
                },
                "title": {
                  "type": "string"
                },
                "iri": {
                  "type": "string",
                  "description": "Names the standard; where one reads of it."
                },
                "formats": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": [
                      "id",
                      "mediaType",
                      "fileName"
                    ],
                    "properties": {
                      "id": {
                        "type": "string"
                      },
                      "mediaType": {
                        "type": "string"
                      },
                      "fileName": {
                        "type": "string"
                      }
                    }
                  }
                },
                "gaps": {
                  "description": "What it demands and the asset doesn't say.",
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                }
              }
            }
          }
        }
      },
      "AssetCheck": {
        "type": "object",
        "required": [
          "valid",
          "format",
          "problems"
        ],
        "properties": {
          "valid": {
            "type": "boolean"
          },
          "format": {
            "type": "string",
            "description": "`metadata_version` of the text, or `astrolabe` for our own."
          },
          "problems": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Problem"
            }
          },
          "spec": {
            "$ref": "#/components/schemas/Spec"
          }
        }
      },
      "ImportedMetadata": {
        "type": "object",
        "required": [
          "profile",
          "kind",
          "format",
          "content",
          "taken",
          "left",
          "check"
        ],
        "properties": {
          "profile": {
            "type": "object",
            "required": [
              "id",
              "title"
            ],
            "properties": {
              "id": {
                "type": "string"
              },
              "title": {
                "type": "string"
              }
            }
          },
          "kind": {
            "$ref": "#/components/schemas/AssetKind"
          },
          "format": {
            "type": "string",
            "enum": [
              "ai4",
              "own"
            ]
          },
          "content": {
            "description": "The draft, a file to go on with.",
            "type": "string"
          },
          "taken": {
            "description": "What of the document is in the draft.",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "at",
                "into"
              ],
              "properties": {
                "at": {
                  "type": "string"
                },
                "into": {
                  "description": "A property of asset.schema.json.",
                  "type": "string"
                }
              }
            }
          },
          "left": {
            "description": "What of the document is not in the draft, and why.",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "at",
                "value",
                "code",
                "reason"
              ],
              "properties": {
                "at": {
                  "type": "string"
                },
                "value": {
                  "type": "string"
                },
                "code": {
                  "type": "string"
                },
                "reason": {
                  "description": "The same in English.",
                  "type": "string"
                },
                "most": {
                  "description": "More than that has no place.",
                  "type": "integer"
                }
              }
            }
          },
          "check": {
            "$ref": "#/components/schemas/AssetCheck"
          }
        }
      },
      "ProblemPage": {
        "type": "object",
        "required": [
          "items",
          "totalItems",
          "sources"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "kind",
                "name",
                "entityRef",
                "title",
                "location",
                "source",
                "problems"
              ],
              "properties": {
                "kind": {
                  "$ref": "#/components/schemas/AssetKind"
                },
                "name": {
                  "type": "string"
                },
                "entityRef": {
                  "type": "string"
                },
                "title": {
                  "type": "string"
                },
                "location": {
                  "type": "string"
                },
                "source": {
                  "type": "string"
                },
                "problems": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/Problem"
                  }
                }
              }
            }
          },
          "totalItems": {
            "type": "integer"
          },
          "nextCursor": {
            "type": "string"
          },
          "sources": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "id",
                "state",
                "dueAt",
                "conflicts"
              ],
              "properties": {
                "id": {
                  "type": "string"
                },
                "state": {
                  "type": "string",
                  "enum": [
                    "waiting",
                    "ok",
                    "paused",
                    "failed"
                  ]
                },
                "readAt": {
                  "type": "string"
                },
                "dueAt": {
                  "type": "string"
                },
                "pausedUntil": {
                  "type": "string"
                },
                "message": {
                  "type": "string"
                },
                "note": {
                  "type": "string",
                  "description": "What it has said of its last whole read though nothing is wrong, such as what of it is not shown."
                },
                "conflicts": {
                  "description": "Assets that another source has by the same name.",
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                }
              }
            }
          }
        }
      },
      "DatasetRepository": {
        "type": "object",
        "required": [
          "id",
          "title",
          "searchable"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "searchable": {
            "type": "boolean"
          }
        }
      },
      "DatasetAccess": {
        "description": "`open`: to everybody. `gated`: after accepting terms there. `embargoed`: not yet. `restricted`: to whom its authors allow.",
        "type": "string",
        "enum": [
          "open",
          "gated",
          "embargoed",
          "restricted"
        ]
      },
      "DatasetLicense": {
        "type": "object",
        "required": [
          "name"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "url": {
            "type": "string"
          }
        }
      },
      "DatasetFile": {
        "type": "object",
        "required": [
          "path",
          "url"
        ],
        "properties": {
          "path": {
            "description": "Below the dataset's own folder.",
            "type": "string"
          },
          "url": {
            "type": "string"
          },
          "bytes": {
            "type": "integer"
          },
          "checksum": {
            "type": "object",
            "required": [
              "algorithm",
              "value"
            ],
            "properties": {
              "algorithm": {
                "type": "string",
                "enum": [
                  "md5",
                  "sha1",
                  "sha256",
                  "sha512"
                ]
              },
              "value": {
                "type": "string"
              }
            }
          }
        }
      },
      "DatasetSummary": {
        "type": "object",
        "required": [
          "source",
          "title",
          "creators",
          "access"
        ],
        "properties": {
          "source": {
            "description": "What to name it by, for a workload or an import.",
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "creators": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "description": {
            "type": "string"
          },
          "publishedAt": {
            "type": "string"
          },
          "version": {
            "type": "string"
          },
          "license": {
            "$ref": "#/components/schemas/DatasetLicense"
          },
          "access": {
            "$ref": "#/components/schemas/DatasetAccess"
          },
          "filesTotal": {
            "type": "integer"
          },
          "bytesTotal": {
            "description": "Of the files whose size is known.",
            "type": "integer"
          }
        }
      },
      "DatasetSearchPage": {
        "type": "object",
        "required": [
          "items",
          "totalItems"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/DatasetSummary"
            }
          },
          "totalItems": {
            "type": "integer"
          },
          "nextPage": {
            "type": "integer"
          }
        }
      },
      "ProjectTemplate": {
        "type": "object",
        "required": [
          "id",
          "title",
          "description",
          "translations",
          "schema",
          "defaults"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "translations": {
            "description": "Title and description in other languages, by language.",
            "type": "object",
            "additionalProperties": true
          },
          "schema": {
            "description": "JSON Schema of groups of fields, with the choices.",
            "type": "object",
            "additionalProperties": true
          },
          "defaults": {
            "description": "What the form begins with.",
            "type": "object",
            "additionalProperties": true
          },
          "whyNot": {
            "description": "Why it makes no project at the moment.",
            "type": "string"
          }
        }
      },
      "Project": {
        "type": "object",
        "required": [
          "name",
          "files"
        ],
        "properties": {
          "name": {
            "description": "Of its folder.",
            "type": "string"
          },
          "files": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "path",
                "text"
              ],
              "properties": {
                "path": {
                  "description": "Relative, with `/`.",
                  "type": "string"
                },
                "text": {
                  "type": "string"
                },
                "encoding": {
                  "description": "Of a file that is no text, whose bytes `text` holds.",
                  "type": "string",
                  "enum": [
                    "base64"
                  ]
                }
              }
            }
          },
          "metadata": {
            "$ref": "#/components/schemas/ProjectMetadata"
          }
        }
      },
      "ProjectMetadata": {
        "description": "What is said of its metadata file, where it has one.",
        "type": "object",
        "required": [
          "path",
          "valid",
          "problems",
          "mended"
        ],
        "properties": {
          "path": {
            "type": "string"
          },
          "valid": {
            "type": "boolean"
          },
          "problems": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Problem"
            }
          },
          "mended": {
            "description": "How much was mended because that was asked for.",
            "type": "integer"
          }
        }
      },
      "Mend": {
        "description": "Mends in its metadata what there is no doubt about.",
        "type": "boolean"
      },
      "DatasetDescription": {
        "allOf": [
          {
            "$ref": "#/components/schemas/DatasetSummary"
          },
          {
            "type": "object",
            "required": [
              "repository",
              "url",
              "files",
              "filesTotal",
              "sizeKnown",
              "asset"
            ],
            "properties": {
              "doi": {
                "type": "string"
              },
              "url": {
                "description": "Its page, for people.",
                "type": "string"
              },
              "repository": {
                "$ref": "#/components/schemas/DatasetRepository"
              },
              "files": {
                "description": "At most the first 1,000.",
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/DatasetFile"
                }
              },
              "filesTotal": {
                "type": "integer"
              },
              "sizeKnown": {
                "description": "Whether the size of each file is known.",
                "type": "boolean"
              },
              "asset": {
                "description": "Name that it has in the catalogue, or would have.",
                "type": "string"
              },
              "imported": {
                "description": "Whether it is in the catalogue.",
                "type": "boolean"
              }
            }
          }
        ]
      },
      "ForgeAccount": {
        "type": "object",
        "required": [
          "account",
          "title",
          "service"
        ],
        "properties": {
          "account": {
            "description": "Its id among your linked services.",
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "service": {
            "type": "string",
            "enum": [
              "github",
              "gitlab",
              "gitea"
            ]
          },
          "url": {
            "type": "string"
          },
          "user": {
            "description": "Who you are there.",
            "type": "string"
          },
          "trouble": {
            "description": "Why it does not work, where the portal knows that.",
            "type": "string"
          }
        }
      },
      "ForgeOwner": {
        "type": "object",
        "required": [
          "name",
          "url",
          "kind"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "url": {
            "description": "Their page there; below it are their repositories.",
            "type": "string"
          },
          "kind": {
            "type": "string",
            "enum": [
              "person",
              "group"
            ]
          }
        }
      },
      "PublishRequest": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "template",
          "values",
          "to"
        ],
        "properties": {
          "template": {
            "description": "Id of a template.",
            "type": "string",
            "maxLength": 100
          },
          "values": {
            "description": "As of `makeProject`; `people.owner` becomes the owner at the forge.",
            "type": "object",
            "maxProperties": 20,
            "additionalProperties": {
              "type": "object",
              "maxProperties": 50
            }
          },
          "to": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "account",
              "visibility"
            ],
            "properties": {
              "account": {
                "description": "Id of a linked forge.",
                "type": "string",
                "maxLength": 63
              },
              "owner": {
                "description": "You yourself, unless said.",
                "type": "string",
                "minLength": 1,
                "maxLength": 255
              },
              "visibility": {
                "type": "string",
                "enum": [
                  "private",
                  "public"
                ]
              },
              "inCatalogue": {
                "description": "Whether the portal shows it: its metadata and README are then seen by everybody here, also of a private one. Public ones are shown unless said.",
                "type": "boolean"
              }
            }
          },
          "mend": {
            "$ref": "#/components/schemas/Mend"
          },
          "dryRun": {
            "description": "Says what would be done, and changes nothing.",
            "type": "boolean"
          }
        }
      },
      "PublishedProject": {
        "type": "object",
        "required": [
          "url",
          "owner",
          "name",
          "visibility",
          "files",
          "steps",
          "dryRun"
        ],
        "properties": {
          "url": {
            "description": "Its page at the forge.",
            "type": "string"
          },
          "cloneUrl": {
            "type": "string"
          },
          "owner": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "visibility": {
            "type": "string",
            "enum": [
              "private",
              "public"
            ]
          },
          "files": {
            "description": "How many are in it.",
            "type": "integer"
          },
          "steps": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "id",
                "state"
              ],
              "properties": {
                "id": {
                  "type": "string",
                  "enum": [
                    "repository",
                    "files",
                    "protection",
                    "catalogue"
                  ]
                },
                "state": {
                  "type": "string",
                  "enum": [
                    "planned",
                    "done",
                    "skipped"
                  ]
                },
                "reason": {
                  "description": "Why it was skipped.",
                  "type": "string"
                }
              }
            }
          },
          "metadata": {
            "$ref": "#/components/schemas/ProjectMetadata"
          },
          "entityRef": {
            "description": "Of its asset here, where it is one.",
            "type": "string"
          },
          "dryRun": {
            "type": "boolean"
          }
        }
      },
      "CatalogueRepository": {
        "type": "object",
        "required": [
          "name",
          "url",
          "branch",
          "visibility",
          "mine"
        ],
        "properties": {
          "name": {
            "description": "Of the module.",
            "type": "string"
          },
          "url": {
            "description": "Its page at the forge.",
            "type": "string"
          },
          "branch": {
            "description": "Its default branch, which is read.",
            "type": "string"
          },
          "visibility": {
            "type": "string",
            "enum": [
              "private",
              "public"
            ]
          },
          "mine": {
            "description": "Whether you put it here: it is read, and changed, by what you have linked.",
            "type": "boolean"
          },
          "trouble": {
            "description": "Why it cannot be read now.",
            "type": "string"
          }
        }
      },
      "RepositoryMetadata": {
        "type": "object",
        "required": [
          "branch",
          "commit",
          "text"
        ],
        "properties": {
          "branch": {
            "type": "string"
          },
          "commit": {
            "description": "The commit that it was read at.",
            "type": "string"
          },
          "text": {
            "type": "string"
          }
        }
      },
      "MetadataChange": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "text",
          "commit"
        ],
        "properties": {
          "text": {
            "description": "All of the file.",
            "type": "string",
            "maxLength": 200000
          },
          "commit": {
            "description": "The commit that it was read at before it was changed.",
            "type": "string",
            "pattern": "^([0-9a-f]{40}|[0-9a-f]{64})$"
          },
          "title": {
            "description": "In one line; what has changed, unless it is said.",
            "type": "string",
            "minLength": 1,
            "maxLength": 200,
            "pattern": "^[^\\r\\n]*$"
          },
          "dryRun": {
            "description": "Says what would be proposed, and changes nothing.",
            "type": "boolean"
          }
        }
      },
      "ProposedChange": {
        "type": "object",
        "required": [
          "title",
          "branch",
          "into",
          "fields",
          "dryRun"
        ],
        "properties": {
          "url": {
            "description": "Of the pull or merge request.",
            "type": "string"
          },
          "number": {
            "type": "integer"
          },
          "title": {
            "type": "string"
          },
          "branch": {
            "type": "string"
          },
          "into": {
            "description": "The branch that is to take it in.",
            "type": "string"
          },
          "fields": {
            "description": "What has changed, by names of fields.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "dryRun": {
            "type": "boolean"
          }
        }
      },
      "RegistrationRequest": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "account",
          "repository"
        ],
        "properties": {
          "account": {
            "description": "Id of a linked forge.",
            "type": "string",
            "maxLength": 63
          },
          "repository": {
            "description": "Its address at the forge, or `owner/name`.",
            "type": "string",
            "minLength": 3,
            "maxLength": 1000
          },
          "showsPrivate": {
            "description": "Whether what is private is shown: its metadata and README, to everybody here.",
            "type": "boolean"
          },
          "mend": {
            "description": "Where its metadata have errors that can be mended without a doubt, a change is proposed that mends them; it is no module before that is taken in.",
            "type": "boolean"
          },
          "dryRun": {
            "description": "Says what would become of it, and changes nothing.",
            "type": "boolean"
          }
        }
      },
      "Registration": {
        "type": "object",
        "required": [
          "name",
          "entityRef",
          "title",
          "url",
          "branch",
          "visibility",
          "problems",
          "dryRun"
        ],
        "properties": {
          "name": {
            "description": "Of the module.",
            "type": "string"
          },
          "entityRef": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "url": {
            "description": "Its page at the forge.",
            "type": "string"
          },
          "branch": {
            "type": "string"
          },
          "visibility": {
            "type": "string",
            "enum": [
              "private",
              "public"
            ]
          },
          "problems": {
            "description": "What could be better in its metadata.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Problem"
            }
          },
          "proposal": {
            "$ref": "#/components/schemas/ProposedChange"
          },
          "dryRun": {
            "type": "boolean"
          }
        }
      },
      "ImportedDataset": {
        "type": "object",
        "required": [
          "name",
          "entityRef",
          "title"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "entityRef": {
            "type": "string"
          },
          "title": {
            "type": "string"
          }
        }
      },
      "ChangePage": {
        "type": "object",
        "required": [
          "items",
          "nextCursor",
          "more"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": true
            }
          },
          "nextCursor": {
            "type": "string"
          },
          "more": {
            "type": "boolean"
          }
        }
      },
      "Error": {
        "type": "object",
        "required": [
          "error"
        ],
        "properties": {
          "error": {
            "type": "object",
            "required": [
              "name",
              "message"
            ],
            "properties": {
              "name": {
                "type": "string"
              },
              "message": {
                "type": "string"
              },
              "code": {
                "type": "string"
              },
              "nextStep": {
                "type": "string"
              }
            }
          }
        }
      }
    }
  }
} as const;
