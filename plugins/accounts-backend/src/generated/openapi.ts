/* Made by scripts/generate.mjs from schemas/. Do not edit. */
export const spec = {
  "openapi": "3.1.0",
  "info": {
    "title": "Accounts",
    "version": "1",
    "description": "Secrets, and the services that people have linked.",
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
    "/v1/secrets": {
      "get": {
        "operationId": "listSecrets",
        "summary": "My secrets",
        "description": "One's own, and those of the communities that one manages, by name. Never their values: no operation gives one back.",
        "responses": {
          "200": {
            "description": "All of them",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SecretList"
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
        "operationId": "createSecret",
        "summary": "Keep a secret",
        "description": "Under a name that nothing else of that scope has. With `generate` the portal makes the value, and tells it this once.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "name",
                  "kind",
                  "scope"
                ],
                "properties": {
                  "name": {
                    "$ref": "#/components/schemas/SecretName"
                  },
                  "kind": {
                    "$ref": "#/components/schemas/SecretKind"
                  },
                  "scope": {
                    "type": "string",
                    "enum": [
                      "personal",
                      "member",
                      "community"
                    ]
                  },
                  "community": {
                    "type": "string",
                    "maxLength": 63,
                    "description": "For all scopes but `personal`."
                  },
                  "value": {
                    "$ref": "#/components/schemas/SecretValue"
                  },
                  "generate": {
                    "type": "boolean",
                    "description": "Of the kinds `text`, `token` and `password`."
                  },
                  "expiresAt": {
                    "$ref": "#/components/schemas/ExpiresAt"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "$ref": "#/components/responses/WrittenSecret"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/secrets/{id}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/SecretId"
        }
      ],
      "get": {
        "operationId": "getSecret",
        "summary": "What is known of a secret",
        "responses": {
          "200": {
            "description": "The secret, without its value",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Secret"
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
        "operationId": "deleteSecret",
        "summary": "Remove a secret, with all that it was",
        "description": "One of a workload goes with it alone (409 `SECRET_OF_WORKLOAD`).",
        "responses": {
          "204": {
            "description": "It is gone"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/secrets/{id}/value": {
      "parameters": [
        {
          "$ref": "#/components/parameters/SecretId"
        }
      ],
      "put": {
        "operationId": "rotateSecret",
        "summary": "Give a secret another value",
        "description": "Workloads that start from now on get it.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "value": {
                    "$ref": "#/components/schemas/SecretValue"
                  },
                  "generate": {
                    "type": "boolean"
                  },
                  "expiresAt": {
                    "$ref": "#/components/schemas/ExpiresAt"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "$ref": "#/components/responses/WrittenSecret"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/secrets/{id}/history": {
      "parameters": [
        {
          "$ref": "#/components/parameters/SecretId"
        }
      ],
      "get": {
        "operationId": "listSecretHistory",
        "summary": "What was done with a secret, newest first",
        "description": "At most the last 200. A use by the same thing again takes the place of the one before.",
        "responses": {
          "200": {
            "description": "Without values",
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
                        "$ref": "#/components/schemas/SecretEvent"
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
    "/v1/secret-imports": {
      "post": {
        "operationId": "importSecrets",
        "summary": "Take secrets over from another portal",
        "description": "For operators. Reads people's folders in a KV engine of version 1 of another Vault, and makes secrets of those who are known here. What is here already is never changed; with `dryRun` nothing is. Values are in no answer, and the token is kept nowhere.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "address",
                  "token"
                ],
                "properties": {
                  "address": {
                    "type": "string",
                    "maxLength": 2048,
                    "pattern": "^https?://[A-Za-z0-9.:\\[\\]-]+/?$"
                  },
                  "token": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 8192
                  },
                  "namespace": {
                    "type": "string",
                    "maxLength": 255,
                    "pattern": "^[\\w.-]+(/[\\w.-]+)*/?$"
                  },
                  "mount": {
                    "type": "string",
                    "maxLength": 255,
                    "pattern": "^[A-Za-z0-9][\\w.-]*(/[A-Za-z0-9][\\w.-]*)*$",
                    "default": "secrets"
                  },
                  "path": {
                    "type": "string",
                    "maxLength": 255,
                    "pattern": "^[A-Za-z0-9][\\w.-]*(/[A-Za-z0-9][\\w.-]*)*$",
                    "default": "users"
                  },
                  "communities": {
                    "type": "object",
                    "maxProperties": 100,
                    "additionalProperties": {
                      "type": "string",
                      "maxLength": 63
                    },
                    "description": "Which community here a virtual organisation there is; of others all is personal."
                  },
                  "issuer": {
                    "type": "string",
                    "maxLength": 2048,
                    "description": "Whose subjects the folders are named by: a provider of OpenID Connect by which people sign in here. Needed where there is more than one (400 `ISSUER_UNCLEAR`)."
                  },
                  "dryRun": {
                    "type": "boolean",
                    "default": true
                  },
                  "limit": {
                    "type": "integer",
                    "minimum": 1,
                    "maximum": 50,
                    "default": 50,
                    "description": "How many people at most; it may be less."
                  },
                  "after": {
                    "type": "string",
                    "maxLength": 8192,
                    "description": "The `next` of the page before: a person's folder, or an entry in it, by path."
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What came of each, of some people",
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
                        "$ref": "#/components/schemas/ImportedSecret"
                      }
                    },
                    "next": {
                      "type": "string",
                      "description": "There is more, after it."
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
    "/v1/services": {
      "get": {
        "operationId": "listServices",
        "summary": "What can be linked",
        "description": "Each with its form. Needs `account.read`.",
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
                        "$ref": "#/components/schemas/LinkableService"
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
    "/v1/accounts": {
      "get": {
        "operationId": "listAccounts",
        "summary": "What one has linked, and what others share with one",
        "description": "Without what is secret. Needs `account.read`.",
        "responses": {
          "200": {
            "description": "One's own by name, then those of others",
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
                        "$ref": "#/components/schemas/Account"
                      }
                    },
                    "incomplete": {
                      "type": "boolean",
                      "description": "What others share cannot be told now."
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
        "operationId": "linkAccount",
        "summary": "Link a service",
        "description": "The service is asked first, and linked when it lets one in (400 or 503 `NOT_LINKED`). Linking the same once more puts in what is new. Needs `account.write`.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "service",
                  "values"
                ],
                "properties": {
                  "service": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 32
                  },
                  "name": {
                    "$ref": "#/components/schemas/AccountName"
                  },
                  "title": {
                    "$ref": "#/components/schemas/AccountTitle"
                  },
                  "values": {
                    "$ref": "#/components/schemas/AccountValues"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "It was linked before, and has what is new",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Account"
                }
              }
            }
          },
          "201": {
            "description": "It is linked",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Account"
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
    "/v1/accounts/{id}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/AccountId"
        }
      ],
      "put": {
        "operationId": "relinkAccount",
        "summary": "Put in what is new, such as another password",
        "description": "What is not said and is no secret stays; secrets have to be said. The service is asked first. Needs `account.write`.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "values"
                ],
                "properties": {
                  "title": {
                    "$ref": "#/components/schemas/AccountTitle"
                  },
                  "values": {
                    "$ref": "#/components/schemas/AccountValues"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The account",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Account"
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
        "operationId": "unlinkAccount",
        "summary": "Unlink a service",
        "description": "What was kept for it is removed; at the service itself it still holds until it is ended there. Needs `account.write`.",
        "responses": {
          "204": {
            "description": "It is linked no more"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/accounts/{id}/verification": {
      "parameters": [
        {
          "$ref": "#/components/parameters/AccountId"
        }
      ],
      "post": {
        "operationId": "verifyAccount",
        "summary": "Ask a service whether it still lets one in",
        "description": "For ten seconds at most. Needs `account.write`.",
        "responses": {
          "200": {
            "description": "The account, with what the service said",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Account"
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
    "/v1/accounts/{id}/shares": {
      "parameters": [
        {
          "$ref": "#/components/parameters/AccountId"
        }
      ],
      "get": {
        "operationId": "listAccountShares",
        "summary": "With whom it is shared",
        "description": "Its owner's alone. Needs `account.read`.",
        "responses": {
          "200": {
            "description": "Those that hold",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items",
                    "groups"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Share"
                      }
                    },
                    "groups": {
                      "type": "array",
                      "description": "Groups that it can be shared with.",
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
      },
      "put": {
        "operationId": "shareAccount",
        "summary": "Share it",
        "description": "Its owner lets a person or a group see it and read what is in a storage (`view`), write there and mount it in what they launch (`use`), or link it again (`manage`). In place of a share before with the same one. Nobody gets its password. Needs `account.write`.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "subjectRef",
                  "role"
                ],
                "properties": {
                  "subjectRef": {
                    "$ref": "#/components/schemas/SubjectRef"
                  },
                  "role": {
                    "$ref": "#/components/schemas/ShareRole"
                  },
                  "endsAt": {
                    "type": "string",
                    "format": "date-time",
                    "maxLength": 40,
                    "description": "When it ends by itself"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The share",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Share"
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
    "/v1/accounts/{id}/shares/{shareId}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/AccountId"
        },
        {
          "name": "shareId",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "maxLength": 64
          }
        }
      ],
      "delete": {
        "operationId": "unshareAccount",
        "summary": "End a share",
        "description": "At once in the storage room; what is mounted stays so until its workload ends. Needs `account.read`.",
        "responses": {
          "204": {
            "description": "It is not shared so any more"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/logins": {
      "post": {
        "operationId": "beginLogin",
        "summary": "Sign in at a service, instead of filling in its form",
        "description": "Of services that say `login`, which want an address, or `signIn`, which do not. The person goes to the answer's `url`, in their browser; `POST /v1/logins/{id}` says when they are done. It ends after 20 minutes. Needs `account.write`.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "service"
                ],
                "properties": {
                  "service": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 32
                  },
                  "url": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 1000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "It waits for the person",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AccountLogin"
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
    "/v1/logins/{id}": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "format": "uuid",
            "maxLength": 36
          }
        }
      ],
      "post": {
        "operationId": "continueLogin",
        "summary": "Look whether one has signed in, and link the service then",
        "description": "To be asked every few seconds. Needs `account.write`.",
        "responses": {
          "200": {
            "description": "Where it stands",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AccountLogin"
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
    "/v1/login-answers": {
      "post": {
        "operationId": "answerLogin",
        "summary": "Bring back what a service said when one signed in there",
        "description": "Sent by the page to which a service of OAuth 2 sends the browser, with what was in its address. It takes the person who began, and counts once (404 `LOGIN_NOT_FOUND`); 400 `LOGIN_DENIED` when they said no there. Needs `account.write`.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "service",
                  "state"
                ],
                "properties": {
                  "service": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 32
                  },
                  "state": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 200
                  },
                  "code": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 4000
                  },
                  "error": {
                    "type": "string",
                    "pattern": "^[a-z_]{1,60}$",
                    "maxLength": 60
                  },
                  "iss": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 1000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "It is linked",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Account"
                }
              }
            }
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
      "AccountId": {
        "name": "id",
        "in": "path",
        "required": true,
        "schema": {
          "$ref": "#/components/schemas/AccountName"
        }
      },
      "SecretId": {
        "name": "id",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "maxLength": 36
        }
      }
    },
    "responses": {
      "WrittenSecret": {
        "description": "The secret, with its value only where the portal has made it just now",
        "content": {
          "application/json": {
            "schema": {
              "allOf": [
                {
                  "$ref": "#/components/schemas/Secret"
                },
                {
                  "type": "object",
                  "properties": {
                    "generated": {
                      "type": "string",
                      "description": "Told this once."
                    }
                  }
                }
              ]
            }
          }
        }
      },
      "Error": {
        "description": "What went wrong and what to do",
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
      "SecretName": {
        "type": "string",
        "pattern": "^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$",
        "maxLength": 63,
        "description": "Lower case, digits and hyphens: how workloads name it."
      },
      "SecretKind": {
        "type": "string",
        "enum": [
          "text",
          "token",
          "password",
          "file"
        ],
        "description": "`text`: up to 16 KiB; `token`: one word of up to 8 KiB; `password`: with the name of a user; `file`: a file of text of up to 64 KiB."
      },
      "SecretScope": {
        "type": "string",
        "enum": [
          "personal",
          "member",
          "community",
          "workload"
        ],
        "description": "`personal`: mine; `member`: mine, in workloads of one community; `community`: for workloads of everybody in a community, kept by its managers; `workload`: given with the launch of one workload (or one array), and gone with it."
      },
      "SecretValue": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "text": {
            "type": "string",
            "minLength": 1,
            "maxLength": 65536
          },
          "user": {
            "type": "string",
            "minLength": 1,
            "maxLength": 255
          },
          "password": {
            "type": "string",
            "minLength": 1,
            "maxLength": 4096
          }
        },
        "description": "`text`; of the kind `password`, `user` and `password`."
      },
      "ExpiresAt": {
        "type": "string",
        "format": "date-time",
        "maxLength": 40,
        "description": "When whoever gave it out takes it back. It is not used after that."
      },
      "Secret": {
        "type": "object",
        "required": [
          "id",
          "name",
          "kind",
          "scope",
          "version",
          "createdAt",
          "changedAt",
          "usedBy"
        ],
        "properties": {
          "id": {
            "type": "string",
            "format": "uuid"
          },
          "name": {
            "type": "string"
          },
          "kind": {
            "$ref": "#/components/schemas/SecretKind"
          },
          "scope": {
            "$ref": "#/components/schemas/SecretScope"
          },
          "community": {
            "type": "string"
          },
          "workloadId": {
            "type": "string",
            "description": "Of the scope `workload`; of an array, its id."
          },
          "version": {
            "type": "integer",
            "description": "One more with each value."
          },
          "createdAt": {
            "type": "string",
            "format": "date-time"
          },
          "changedAt": {
            "type": "string",
            "format": "date-time"
          },
          "expiresAt": {
            "type": "string",
            "format": "date-time"
          },
          "usedBy": {
            "type": "array",
            "description": "The last ten things that got its value, newest first.",
            "items": {
              "$ref": "#/components/schemas/SecretUse"
            }
          }
        }
      },
      "SecretUse": {
        "type": "object",
        "required": [
          "by",
          "objectId",
          "version",
          "at"
        ],
        "properties": {
          "by": {
            "type": "string",
            "description": "The room"
          },
          "objectId": {
            "type": "string",
            "description": "Such as the id of a workload"
          },
          "version": {
            "type": "integer",
            "description": "Of the value that it got"
          },
          "at": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "SecretEvent": {
        "type": "object",
        "required": [
          "what",
          "version",
          "by",
          "at"
        ],
        "properties": {
          "what": {
            "type": "string",
            "enum": [
              "create",
              "rotate",
              "use"
            ]
          },
          "version": {
            "type": "integer"
          },
          "by": {
            "type": "string",
            "description": "A person; of a use, the room."
          },
          "objectId": {
            "type": "string"
          },
          "at": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "SecretList": {
        "type": "object",
        "required": [
          "items",
          "store",
          "communities"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Secret"
            }
          },
          "store": {
            "$ref": "#/components/schemas/StoreHealth"
          },
          "communities": {
            "type": "array",
            "description": "Where one is a member, and whether one keeps secrets for all there.",
            "items": {
              "type": "object",
              "required": [
                "id",
                "title",
                "isManaged"
              ],
              "properties": {
                "id": {
                  "type": "string"
                },
                "title": {
                  "type": "string"
                },
                "isManaged": {
                  "type": "boolean"
                }
              }
            }
          }
        }
      },
      "StoreHealth": {
        "type": "object",
        "required": [
          "state"
        ],
        "description": "Whether secrets can be changed at present.",
        "properties": {
          "state": {
            "type": "string",
            "enum": [
              "ready",
              "sealed",
              "standby",
              "away"
            ]
          },
          "reason": {
            "type": "string"
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
      },
      "AccountName": {
        "type": "string",
        "pattern": "^[a-z]([a-z0-9-]{0,30}[a-z0-9])?$",
        "maxLength": 32,
        "description": "A DNS label, its owner's alone."
      },
      "AccountTitle": {
        "type": "string",
        "minLength": 1,
        "maxLength": 100
      },
      "AccountValues": {
        "type": "object",
        "maxProperties": 20,
        "additionalProperties": {
          "type": "string",
          "maxLength": 16000
        },
        "description": "By the names of the fields of the service's form."
      },
      "ImportedSecret": {
        "type": "object",
        "required": [
          "outcome",
          "subject"
        ],
        "properties": {
          "outcome": {
            "type": "string",
            "enum": [
              "new",
              "made",
              "present",
              "taken",
              "removed",
              "skipped",
              "unknown"
            ],
            "description": "new: it would be made. taken: another value has its name here, and stays. removed: it was taken over before, and removed here since. unknown: nobody here has this identity."
          },
          "subject": {
            "type": "string"
          },
          "organisation": {
            "type": "string"
          },
          "path": {
            "type": "string"
          },
          "person": {
            "type": "string"
          },
          "community": {
            "type": "string"
          },
          "name": {
            "$ref": "#/components/schemas/SecretName"
          },
          "kind": {
            "$ref": "#/components/schemas/SecretKind"
          },
          "service": {
            "type": "string",
            "description": "It is a storage, which is linked."
          },
          "reason": {
            "type": "string",
            "description": "Why it is skipped, or what of it is left there."
          }
        }
      },
      "AccountKind": {
        "type": "string",
        "enum": [
          "storage",
          "models",
          "tracking",
          "forge",
          "registry",
          "archive"
        ]
      },
      "AccountTrouble": {
        "type": "string",
        "enum": [
          "refused",
          "forbidden",
          "expired",
          "not-found",
          "away",
          "private",
          "changed",
          "unregistered",
          "unclear"
        ],
        "description": "Why a service cannot be used."
      },
      "LinkableService": {
        "type": "object",
        "required": [
          "id",
          "title",
          "kind",
          "form",
          "login",
          "signIn"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "kind": {
            "$ref": "#/components/schemas/AccountKind"
          },
          "form": {
            "type": "object",
            "description": "JSON Schema; a field that is `writeOnly` is secret."
          },
          "login": {
            "type": "boolean",
            "description": "One can sign in there instead; only its address is asked for."
          },
          "signIn": {
            "type": "boolean",
            "description": "One can sign in there by a press; nothing is asked for."
          }
        }
      },
      "Account": {
        "type": "object",
        "required": [
          "id",
          "ownerRef",
          "service",
          "kind",
          "title",
          "values",
          "health",
          "linkedAt"
        ],
        "properties": {
          "id": {
            "$ref": "#/components/schemas/AccountName"
          },
          "ownerRef": {
            "type": "string"
          },
          "service": {
            "type": "string"
          },
          "kind": {
            "$ref": "#/components/schemas/AccountKind"
          },
          "title": {
            "type": "string"
          },
          "url": {
            "type": "string"
          },
          "user": {
            "type": "string",
            "description": "Who one is there."
          },
          "values": {
            "type": "object",
            "additionalProperties": {
              "type": "string"
            },
            "description": "What was filled in, without what is secret."
          },
          "health": {
            "type": "object",
            "required": [
              "state"
            ],
            "properties": {
              "state": {
                "type": "string",
                "enum": [
                  "working",
                  "failing",
                  "expired",
                  "unknown"
                ]
              },
              "checkedAt": {
                "type": "string",
                "format": "date-time"
              },
              "trouble": {
                "$ref": "#/components/schemas/AccountTrouble"
              },
              "reason": {
                "type": "string"
              }
            }
          },
          "expiresAt": {
            "type": "string",
            "format": "date-time"
          },
          "signedIn": {
            "type": "boolean",
            "description": "One has signed in there; what that gave is renewed by itself."
          },
          "fingerprint": {
            "type": "string",
            "description": "Of the server's key, which has to be the same each time (SFTP)."
          },
          "linkedAt": {
            "type": "string",
            "format": "date-time"
          },
          "shared": {
            "type": "object",
            "required": [
              "role"
            ],
            "description": "On what another person shares; of one's own it is missing.",
            "properties": {
              "role": {
                "$ref": "#/components/schemas/ShareRole"
              }
            }
          }
        }
      },
      "SubjectRef": {
        "type": "string",
        "maxLength": 255,
        "pattern": "^(user|group):[a-z0-9._-]+/[a-zA-Z0-9._-]+$",
        "description": "Somebody who is of a community of the caller's (`user:default/ada`), all of such a one (`group:imagine/members`), a tier of it (`group:imagine/tier-full`), or another group of the caller's session."
      },
      "ShareRole": {
        "type": "string",
        "enum": [
          "view",
          "use",
          "manage"
        ]
      },
      "Share": {
        "type": "object",
        "required": [
          "id",
          "subjectRef",
          "role",
          "grantedBy",
          "createdAt"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "subjectRef": {
            "$ref": "#/components/schemas/SubjectRef"
          },
          "role": {
            "$ref": "#/components/schemas/ShareRole"
          },
          "grantedBy": {
            "type": "string"
          },
          "createdAt": {
            "type": "string",
            "format": "date-time"
          },
          "endsAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "AccountLogin": {
        "type": "object",
        "required": [
          "id",
          "state"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "state": {
            "type": "string",
            "enum": [
              "waiting",
              "linked"
            ]
          },
          "url": {
            "type": "string",
            "description": "Where the person signs in."
          },
          "account": {
            "$ref": "#/components/schemas/Account"
          }
        }
      }
    }
  }
} as const;
