/* Made by scripts/generate.mjs from schemas/. Do not edit. */
export const spec = {
  "openapi": "3.1.0",
  "info": {
    "title": "Storage",
    "version": "1",
    "description": "The files of a person: a folder of this portal, and the storages that they have linked. A path is the names from the storage's root to an entry, with `/` between them; the root itself is the empty one.",
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
    "/v1/storages": {
      "get": {
        "operationId": "listStorages",
        "summary": "The caller's storages",
        "description": "`home` is the one of this portal, and always there.",
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
                        "$ref": "#/components/schemas/Storage"
                      }
                    },
                    "incomplete": {
                      "description": "What is linked cannot be told now.",
                      "type": "boolean"
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
    "/v1/storages/{storage}/usage": {
      "get": {
        "operationId": "getStorageUsage",
        "summary": "How much of a storage is used",
        "parameters": [
          {
            "$ref": "#/components/parameters/storage"
          }
        ],
        "responses": {
          "200": {
            "description": "What the storage says; nothing, where it does not know",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Usage"
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
    "/v1/storages/{storage}/entries": {
      "get": {
        "operationId": "listEntries",
        "summary": "What is in a folder",
        "description": "Folders come first. A page after the first is of the same moment as the first one, for two minutes.",
        "parameters": [
          {
            "$ref": "#/components/parameters/storage"
          },
          {
            "$ref": "#/components/parameters/path"
          },
          {
            "name": "sort",
            "in": "query",
            "schema": {
              "type": "string",
              "enum": [
                "name",
                "size",
                "changed"
              ],
              "default": "name"
            }
          },
          {
            "name": "order",
            "in": "query",
            "schema": {
              "type": "string",
              "enum": [
                "asc",
                "desc"
              ],
              "default": "asc"
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 10000,
              "default": 1000
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "description": "`nextCursor` of the page before.",
            "schema": {
              "type": "string",
              "maxLength": 80
            }
          }
        ],
        "responses": {
          "200": {
            "description": "A page of entries",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/EntryPage"
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
    "/v1/storages/{storage}/entry": {
      "get": {
        "operationId": "getEntry",
        "summary": "A file or folder",
        "parameters": [
          {
            "$ref": "#/components/parameters/storage"
          },
          {
            "$ref": "#/components/parameters/path"
          }
        ],
        "responses": {
          "200": {
            "description": "What it is",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Entry"
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
        "operationId": "deleteEntry",
        "summary": "Delete a file, or a folder with all that is in it",
        "description": "What takes longer than two seconds goes on as a task, and is answered with 202.",
        "parameters": [
          {
            "$ref": "#/components/parameters/storage"
          },
          {
            "$ref": "#/components/parameters/path"
          },
          {
            "name": "recursive",
            "in": "query",
            "description": "Needed for a folder.",
            "schema": {
              "type": "boolean",
              "default": false
            }
          }
        ],
        "responses": {
          "200": {
            "$ref": "#/components/responses/Task"
          },
          "202": {
            "$ref": "#/components/responses/Task"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/storages/{storage}/content": {
      "get": {
        "operationId": "downloadStored",
        "summary": "The content of a file",
        "description": "Parts of it by `Range`; one range.",
        "parameters": [
          {
            "$ref": "#/components/parameters/storage"
          },
          {
            "$ref": "#/components/parameters/path"
          }
        ],
        "responses": {
          "200": {
            "description": "The file",
            "content": {
              "application/octet-stream": {
                "schema": {
                  "type": "string",
                  "format": "binary"
                }
              }
            }
          },
          "206": {
            "description": "The part of it that was asked for",
            "content": {
              "application/octet-stream": {
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
      },
      "put": {
        "operationId": "uploadFile",
        "summary": "Write a file",
        "description": "The body is the file. It appears when all of it is there; one that is broken off leaves nothing.",
        "parameters": [
          {
            "$ref": "#/components/parameters/storage"
          },
          {
            "$ref": "#/components/parameters/path"
          },
          {
            "$ref": "#/components/parameters/overwrite"
          }
        ],
        "responses": {
          "201": {
            "description": "It is there",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Entry"
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
    "/v1/storages/{storage}/preview": {
      "get": {
        "operationId": "previewFile",
        "summary": "The beginning of a text or a table, or a picture",
        "parameters": [
          {
            "$ref": "#/components/parameters/storage"
          },
          {
            "$ref": "#/components/parameters/path"
          }
        ],
        "responses": {
          "200": {
            "description": "What can be shown of it",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Preview"
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
    "/v1/storages/{storage}/folders": {
      "post": {
        "operationId": "makeFolder",
        "summary": "Make a folder",
        "parameters": [
          {
            "$ref": "#/components/parameters/storage"
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
                  "path"
                ],
                "properties": {
                  "path": {
                    "$ref": "#/components/schemas/Path"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "It is there",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Entry"
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
    "/v1/storages/{storage}/moves": {
      "post": {
        "operationId": "moveEntry",
        "summary": "Move or rename a file or folder",
        "description": "What takes longer than two seconds goes on as a task, and is answered with 202. To another storage it is copied, and removed here when all of it is there.",
        "parameters": [
          {
            "$ref": "#/components/parameters/storage"
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
                  "from",
                  "to"
                ],
                "properties": {
                  "from": {
                    "$ref": "#/components/schemas/Path"
                  },
                  "to": {
                    "description": "Where it is afterwards, with its name.",
                    "$ref": "#/components/schemas/Path"
                  },
                  "toStorage": {
                    "$ref": "#/components/schemas/ToStorage"
                  },
                  "overwrite": {
                    "description": "Whether a file that is there already may be replaced.",
                    "type": "boolean",
                    "default": false
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "$ref": "#/components/responses/Task"
          },
          "202": {
            "$ref": "#/components/responses/Task"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/storages/{storage}/copies": {
      "post": {
        "operationId": "copyEntry",
        "summary": "Copy a file or folder",
        "description": "What takes longer than two seconds goes on as a task, and is answered with 202. Each file appears when all of it is there; of a copy that is broken off stays what has been copied.",
        "parameters": [
          {
            "$ref": "#/components/parameters/storage"
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
                  "from",
                  "to"
                ],
                "properties": {
                  "from": {
                    "$ref": "#/components/schemas/Path"
                  },
                  "to": {
                    "description": "Where the copy is, with its name.",
                    "$ref": "#/components/schemas/Path"
                  },
                  "toStorage": {
                    "$ref": "#/components/schemas/ToStorage"
                  },
                  "overwrite": {
                    "description": "Whether a file that is there already may be replaced.",
                    "type": "boolean",
                    "default": false
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "$ref": "#/components/responses/Task"
          },
          "202": {
            "$ref": "#/components/responses/Task"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/storages/{storage}/downloads": {
      "post": {
        "operationId": "createDownload",
        "summary": "An address from which a browser can download a file",
        "description": "It holds for two minutes and needs no session: whoever has it can download this file, and nothing else.",
        "parameters": [
          {
            "$ref": "#/components/parameters/storage"
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
                  "path"
                ],
                "properties": {
                  "path": {
                    "$ref": "#/components/schemas/Path"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The address, from the room's own",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "path",
                    "expiresAt"
                  ],
                  "properties": {
                    "path": {
                      "type": "string"
                    },
                    "expiresAt": {
                      "type": "string"
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
    "/v1/downloads/{ticket}": {
      "get": {
        "operationId": "takeDownload",
        "summary": "Download the file that such an address is of",
        "parameters": [
          {
            "name": "ticket",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string",
              "maxLength": 64
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The file",
            "content": {
              "application/octet-stream": {
                "schema": {
                  "type": "string",
                  "format": "binary"
                }
              }
            }
          },
          "206": {
            "description": "The part of it that was asked for",
            "content": {
              "application/octet-stream": {
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
    "/v1/tasks/{task}": {
      "get": {
        "operationId": "getStorageTask",
        "summary": "How far a move, a copy or a deletion is",
        "parameters": [
          {
            "$ref": "#/components/parameters/task"
          }
        ],
        "responses": {
          "200": {
            "$ref": "#/components/responses/Task"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "delete": {
        "operationId": "cancelStorageTask",
        "summary": "Break off a move, a copy or a deletion",
        "description": "What it has done stays done.",
        "parameters": [
          {
            "$ref": "#/components/parameters/task"
          }
        ],
        "responses": {
          "200": {
            "$ref": "#/components/responses/Task"
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
      "storage": {
        "name": "storage",
        "in": "path",
        "required": true,
        "description": "`home`, or the id of a linked account.",
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 63
        }
      },
      "path": {
        "name": "path",
        "in": "query",
        "description": "The root unless told.",
        "allowReserved": true,
        "schema": {
          "$ref": "#/components/schemas/Path"
        }
      },
      "overwrite": {
        "name": "overwrite",
        "in": "query",
        "description": "Whether a file that is there already is replaced.",
        "schema": {
          "type": "boolean",
          "default": false
        }
      },
      "task": {
        "name": "task",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "maxLength": 36
        }
      }
    },
    "responses": {
      "Task": {
        "description": "The task, ended or still going on",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Task"
            }
          }
        }
      },
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
      "Path": {
        "type": "string",
        "maxLength": 4096
      },
      "ToStorage": {
        "description": "Another storage of the caller; this one unless told.",
        "type": "string",
        "minLength": 1,
        "maxLength": 63
      },
      "Storage": {
        "type": "object",
        "required": [
          "id",
          "service",
          "title",
          "state"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "service": {
            "description": "`home`, or what kind of service it is.",
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "url": {
            "type": "string"
          },
          "user": {
            "type": "string"
          },
          "state": {
            "type": "string",
            "enum": [
              "working",
              "failing",
              "expired",
              "unknown"
            ]
          },
          "ownerRef": {
            "type": "string",
            "description": "Of another's."
          },
          "shared": {
            "type": "object",
            "required": [
              "role"
            ],
            "description": "Of another's: `view` lets one read, all others change, too.",
            "properties": {
              "role": {
                "type": "string",
                "enum": [
                  "view",
                  "use",
                  "manage"
                ]
              }
            }
          },
          "reason": {
            "description": "Why it does not work.",
            "type": "string"
          }
        }
      },
      "Entry": {
        "type": "object",
        "required": [
          "name",
          "path",
          "kind"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "path": {
            "type": "string"
          },
          "kind": {
            "type": "string",
            "enum": [
              "file",
              "folder"
            ]
          },
          "bytes": {
            "description": "Of a file; missing where the storage does not know.",
            "type": "integer"
          },
          "changedAt": {
            "type": "string"
          }
        }
      },
      "EntryPage": {
        "type": "object",
        "required": [
          "items",
          "total"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Entry"
            }
          },
          "total": {
            "type": "integer"
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "Usage": {
        "type": "object",
        "properties": {
          "usedBytes": {
            "type": "integer"
          },
          "totalBytes": {
            "description": "What the person may use in all.",
            "type": "integer"
          },
          "freeBytes": {
            "type": "integer"
          }
        }
      },
      "Preview": {
        "type": "object",
        "required": [
          "kind",
          "bytes"
        ],
        "properties": {
          "kind": {
            "type": "string",
            "enum": [
              "text",
              "table",
              "image",
              "none"
            ]
          },
          "bytes": {
            "description": "Of the whole file.",
            "type": "integer"
          },
          "truncated": {
            "description": "Whether there is more of it than is shown.",
            "type": "boolean"
          },
          "text": {
            "type": "string"
          },
          "rows": {
            "type": "array",
            "items": {
              "type": "array",
              "items": {
                "type": "string"
              }
            }
          },
          "mediaType": {
            "type": "string"
          },
          "base64": {
            "description": "The picture.",
            "type": "string"
          },
          "reason": {
            "description": "Why nothing can be shown.",
            "type": "string",
            "enum": [
              "too-large",
              "not-shown"
            ]
          }
        }
      },
      "Task": {
        "type": "object",
        "required": [
          "id",
          "kind",
          "storage",
          "path",
          "state",
          "startedAt"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "kind": {
            "type": "string",
            "enum": [
              "move",
              "copy",
              "delete"
            ]
          },
          "storage": {
            "type": "string"
          },
          "path": {
            "type": "string"
          },
          "to": {
            "type": "string"
          },
          "toStorage": {
            "description": "Where it is another one.",
            "type": "string"
          },
          "state": {
            "type": "string",
            "enum": [
              "running",
              "done",
              "failed",
              "cancelled"
            ]
          },
          "done": {
            "description": "Files that it is through with.",
            "type": "integer"
          },
          "total": {
            "description": "Of so many, where they were counted before.",
            "type": "integer"
          },
          "doneBytes": {
            "description": "That have been copied, also of a file that is not through.",
            "type": "integer"
          },
          "totalBytes": {
            "description": "Of so many, where all files say how long they are.",
            "type": "integer"
          },
          "startedAt": {
            "type": "string"
          },
          "endedAt": {
            "type": "string"
          },
          "error": {
            "type": "object",
            "properties": {
              "code": {
                "type": "string"
              },
              "message": {
                "type": "string"
              },
              "cause": {
                "type": "string"
              },
              "nextStep": {
                "type": "string"
              }
            }
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
              "cause": {
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
