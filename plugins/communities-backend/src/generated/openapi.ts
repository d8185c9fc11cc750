/* Made by scripts/generate.mjs from schemas/. Do not edit. */
export const spec = {
  "openapi": "3.1.0",
  "info": {
    "title": "Communities",
    "version": "1",
    "description": "Who the caller is, and what they may do here.",
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
    "/v1/me": {
      "get": {
        "operationId": "getMe",
        "summary": "Who am I, and what may I do?",
        "description": "What the caller is in each community, which permissions that grants and which limits it sets, and in which community requests are understood. Another portal process cannot ask this for itself: only people have a tier.",
        "parameters": [
          {
            "$ref": "#/components/parameters/community"
          }
        ],
        "responses": {
          "200": {
            "description": "The caller",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Me"
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
    "/v1/portal": {
      "get": {
        "operationId": "getPortal",
        "summary": "Whose portal is this, and how does it look?",
        "description": "Needs no token. The community is that of the request's host, else the one that the browser chose by `/c/<id>` (a cookie), else the portal itself.",
        "responses": {
          "200": {
            "description": "The portal of a community",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Portal"
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
    "/v1/portals/{id}/logo": {
      "get": {
        "operationId": "getLogo",
        "summary": "The sign of a community",
        "description": "Needs no token.",
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string",
              "maxLength": 32
            }
          },
          {
            "name": "look",
            "in": "query",
            "schema": {
              "type": "string",
              "enum": [
                "light",
                "dark"
              ],
              "default": "light"
            }
          },
          {
            "name": "v",
            "in": "query",
            "description": "Of the address that `GET /v1/portal` gives; another picture has another.",
            "schema": {
              "type": "string",
              "maxLength": 64
            }
          }
        ],
        "responses": {
          "200": {
            "description": "A picture",
            "content": {
              "image/*": {
                "schema": {
                  "type": "string",
                  "contentMediaType": "image/svg+xml"
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
    "/v1/audit": {
      "get": {
        "operationId": "listAudit",
        "summary": "Who did what",
        "description": "Entries of the audit log, newest first; all that is named has to hold. Needs `audit.read`. Entries are only added, and removed when they are older than the operator keeps them.",
        "parameters": [
          {
            "$ref": "#/components/parameters/AuditActor"
          },
          {
            "$ref": "#/components/parameters/AuditPlugin"
          },
          {
            "$ref": "#/components/parameters/AuditEvent"
          },
          {
            "$ref": "#/components/parameters/AuditObject"
          },
          {
            "$ref": "#/components/parameters/AuditOutcome"
          },
          {
            "$ref": "#/components/parameters/From"
          },
          {
            "$ref": "#/components/parameters/Until"
          },
          {
            "$ref": "#/components/parameters/Limit"
          },
          {
            "$ref": "#/components/parameters/Cursor"
          }
        ],
        "responses": {
          "200": {
            "$ref": "#/components/responses/AuditPage"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/audit/mine": {
      "get": {
        "operationId": "listMyAudit",
        "summary": "What I did",
        "description": "The caller's own part of the audit log, newest first.",
        "parameters": [
          {
            "$ref": "#/components/parameters/AuditPlugin"
          },
          {
            "$ref": "#/components/parameters/AuditEvent"
          },
          {
            "$ref": "#/components/parameters/AuditObject"
          },
          {
            "$ref": "#/components/parameters/AuditOutcome"
          },
          {
            "$ref": "#/components/parameters/From"
          },
          {
            "$ref": "#/components/parameters/Until"
          },
          {
            "$ref": "#/components/parameters/Limit"
          },
          {
            "$ref": "#/components/parameters/Cursor"
          }
        ],
        "responses": {
          "200": {
            "$ref": "#/components/responses/AuditPage"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/tokens": {
      "get": {
        "operationId": "listTokens",
        "summary": "My access tokens",
        "responses": {
          "200": {
            "description": "Newest first, without their secrets",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items",
                    "limits"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/AccessToken"
                      }
                    },
                    "limits": {
                      "type": "object",
                      "required": [
                        "days",
                        "mostDays",
                        "perPerson"
                      ],
                      "properties": {
                        "days": {
                          "type": "integer"
                        },
                        "mostDays": {
                          "type": "integer"
                        },
                        "perPerson": {
                          "type": "integer"
                        }
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
        "operationId": "createToken",
        "summary": "Give a program access",
        "description": "Makes an access token that speaks for the caller within its scopes: sent as `Authorization: Bearer ast_…` to every room. It is told this once. Only a person's own session can make one, no access token.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "title",
                  "scopes"
                ],
                "properties": {
                  "title": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 100,
                    "description": "What it is for."
                  },
                  "scopes": {
                    "$ref": "#/components/schemas/Scopes"
                  },
                  "days": {
                    "type": "integer",
                    "minimum": 1,
                    "maximum": 365,
                    "description": "Life; 90 unless told, and never more than the operator allows."
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The token, with its secret",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/NewAccessToken"
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
    "/v1/tokens/{id}": {
      "delete": {
        "operationId": "revokeToken",
        "summary": "Take a program's access away",
        "description": "It opens nothing any more from now on.",
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string",
              "maxLength": 36
            }
          }
        ],
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
    "/v1/tokens/revocation": {
      "post": {
        "operationId": "revokeFoundToken",
        "summary": "Put an end to a token that one has",
        "description": "For a program that signs out, and for whoever finds a token where it should not be. Needs no other token, and answers the same for one that is none.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "token"
                ],
                "properties": {
                  "token": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 200
                  }
                }
              }
            }
          }
        },
        "responses": {
          "204": {
            "description": "It opens nothing now"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/device": {
      "post": {
        "operationId": "beginDeviceLogin",
        "summary": "Ask a person to let a program in",
        "description": "Device authorization as RFC 8628 has it, needs no token. The program shows the person `userCode` and `verificationUri`, and asks for its token every `intervalSeconds`.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "client",
                  "scopes"
                ],
                "properties": {
                  "client": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 100,
                    "description": "What the program is, and where; the person sees it."
                  },
                  "scopes": {
                    "$ref": "#/components/schemas/Scopes"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Codes that hold for ten minutes",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "deviceCode",
                    "userCode",
                    "verificationUri",
                    "verificationUriComplete",
                    "expiresInSeconds",
                    "intervalSeconds"
                  ],
                  "properties": {
                    "deviceCode": {
                      "type": "string"
                    },
                    "userCode": {
                      "type": "string"
                    },
                    "verificationUri": {
                      "type": "string"
                    },
                    "verificationUriComplete": {
                      "type": "string"
                    },
                    "expiresInSeconds": {
                      "type": "integer"
                    },
                    "intervalSeconds": {
                      "type": "integer"
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
    "/v1/device/token": {
      "post": {
        "operationId": "redeemDeviceCode",
        "summary": "Has the person let me in?",
        "description": "The access token, once. Else 400 with the code `DEVICE_PENDING`, `DEVICE_SLOW_DOWN`, `DEVICE_REFUSED` or `DEVICE_EXPIRED`.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "deviceCode"
                ],
                "properties": {
                  "deviceCode": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 100
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The token, with its secret",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/NewAccessToken"
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
    "/v1/approvals/{code}": {
      "parameters": [
        {
          "name": "code",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "maxLength": 32
          }
        }
      ],
      "get": {
        "operationId": "getApproval",
        "summary": "Which program waits with this code?",
        "description": "Only a person's own session can ask, no access token.",
        "responses": {
          "200": {
            "description": "What asks, and for what",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "userCode",
                    "client",
                    "scopes",
                    "days",
                    "createdAt"
                  ],
                  "properties": {
                    "userCode": {
                      "type": "string"
                    },
                    "client": {
                      "type": "string"
                    },
                    "scopes": {
                      "$ref": "#/components/schemas/Scopes"
                    },
                    "days": {
                      "type": "integer"
                    },
                    "address": {
                      "type": "string"
                    },
                    "createdAt": {
                      "type": "string",
                      "format": "date-time"
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
        "operationId": "decideApproval",
        "summary": "Let a program in, or refuse it",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "approve"
                ],
                "properties": {
                  "approve": {
                    "type": "boolean"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "204": {
            "description": "It is decided"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/terms": {
      "get": {
        "operationId": "getTermsAcceptance",
        "summary": "Have I accepted the terms of use of this portal?",
        "description": "Their text is in `GET /v1/portal`.",
        "responses": {
          "200": {
            "description": "The version that holds, and when it was accepted",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/TermsAcceptance"
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
        "operationId": "acceptTerms",
        "summary": "Accept the terms of use of this portal",
        "description": "Of the version that one has read; 409 where another holds. Accepting twice is once. It is recorded with the time.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "version"
                ],
                "properties": {
                  "version": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 40
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The version that holds, and when it was accepted",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/TermsAcceptance"
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
    "/v1/page-views": {
      "post": {
        "operationId": "countPageView",
        "summary": "A page was opened",
        "description": "Counts for the portal that the browser is at, by day and kind of page, where its block says so (`analytics.pageViews`); else nothing is kept. Who asks is kept nowhere.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "page"
                ],
                "properties": {
                  "page": {
                    "type": "string",
                    "description": "A page of the first level; `/*` is whatever lies below it.",
                    "maxLength": 80,
                    "pattern": "^/([a-z][a-z-]{0,31}(/\\*)?)?$"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "204": {
            "description": "Done"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "get": {
        "operationId": "listPageViews",
        "summary": "How often pages were opened",
        "description": "Of each community where one has `page-views.read`.",
        "parameters": [
          {
            "name": "community",
            "in": "query",
            "description": "Of this one alone.",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 32
            }
          },
          {
            "name": "days",
            "in": "query",
            "description": "The last so many, today among them (UTC).",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 3650,
              "default": 30
            }
          }
        ],
        "responses": {
          "200": {
            "description": "Counts, by kind of page and by day",
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
                        "$ref": "#/components/schemas/CommunityPageViews"
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
    "/v1/access-offers": {
      "get": {
        "operationId": "listAccessOffers",
        "summary": "What can I ask for?",
        "description": "The communities that let people ask for access, with the tiers that each offers and for how long at most. What the caller has already, without an end, is not among them.",
        "responses": {
          "200": {
            "description": "Their offers",
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
                        "$ref": "#/components/schemas/AccessOffer"
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
    "/v1/access-requests": {
      "get": {
        "operationId": "listAccessRequests",
        "summary": "Requests for access",
        "description": "Newest first: one's own, or with `whose=managed` those of everybody to communities where the caller's tier grants `access.approve`.",
        "parameters": [
          {
            "$ref": "#/components/parameters/Whose"
          },
          {
            "name": "state",
            "in": "query",
            "schema": {
              "$ref": "#/components/schemas/AccessState"
            }
          },
          {
            "$ref": "#/components/parameters/Limit"
          },
          {
            "$ref": "#/components/parameters/Cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "A page",
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
                        "$ref": "#/components/schemas/AccessRequest"
                      }
                    },
                    "nextCursor": {
                      "type": "string",
                      "description": "Absent on the last page."
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
        "operationId": "requestAccess",
        "summary": "Ask for access",
        "description": "To be of a tier in a community, for some days. The community's managers are told. One request per community at a time (409 `ACCESS_PENDING`); only what the community offers (400 `ACCESS_NOT_OFFERED`). Who asks is the caller.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "community",
                  "tier",
                  "reason"
                ],
                "properties": {
                  "community": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 64
                  },
                  "tier": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 32
                  },
                  "reason": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 500,
                    "pattern": "\\S",
                    "description": "Whoever decides reads it."
                  },
                  "days": {
                    "type": "integer",
                    "minimum": 1,
                    "maximum": 3650,
                    "description": "For how long; as long as the community allows unless told."
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The request, which waits",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AccessRequest"
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
    "/v1/access-requests/{id}/approve": {
      "parameters": [
        {
          "$ref": "#/components/parameters/AccessId"
        }
      ],
      "post": {
        "operationId": "approveAccess",
        "summary": "Grant what somebody asked for",
        "description": "It holds at once and ends by itself. Needs `access.approve` in the community. Nobody decides on their own request, nor grants more than they have. 409 `ACCESS_DECIDED` where it waits no more.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "days": {
                    "type": "integer",
                    "minimum": 1,
                    "maximum": 3650,
                    "description": "As asked for, or as long as the community allows, unless told."
                  },
                  "note": {
                    "$ref": "#/components/schemas/AccessNote"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The request",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AccessRequest"
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
    "/v1/access-requests/{id}/refuse": {
      "parameters": [
        {
          "$ref": "#/components/parameters/AccessId"
        }
      ],
      "post": {
        "operationId": "refuseAccess",
        "summary": "Refuse what somebody asked for",
        "description": "As `approve`, with the same conditions.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "note": {
                    "$ref": "#/components/schemas/AccessNote"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The request",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AccessRequest"
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
    "/v1/access-requests/{id}/withdraw": {
      "parameters": [
        {
          "$ref": "#/components/parameters/AccessId"
        }
      ],
      "post": {
        "operationId": "withdrawAccess",
        "summary": "Ask no more",
        "description": "Of a request of one's own that still waits.",
        "responses": {
          "200": {
            "description": "The request",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AccessRequest"
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
    "/v1/grants": {
      "get": {
        "operationId": "listGrants",
        "summary": "Access that was granted, and when it ends",
        "description": "What holds now, newest first: one's own, or with `whose=managed` that of everybody in communities where the caller's tier grants `access.approve`.",
        "parameters": [
          {
            "$ref": "#/components/parameters/Whose"
          },
          {
            "$ref": "#/components/parameters/Limit"
          },
          {
            "$ref": "#/components/parameters/Cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "A page",
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
                        "$ref": "#/components/schemas/AccessGrant"
                      }
                    },
                    "nextCursor": {
                      "type": "string",
                      "description": "Absent on the last page."
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
    "/v1/grants/{id}": {
      "delete": {
        "operationId": "revokeGrant",
        "summary": "End access before its time",
        "description": "Of others where the caller's tier grants `access.approve`, and one's own. It holds no more within seconds.",
        "parameters": [
          {
            "$ref": "#/components/parameters/AccessId"
          }
        ],
        "responses": {
          "204": {
            "description": "It has ended"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/sign-in/providers": {
      "get": {
        "operationId": "listProviders",
        "summary": "By whom people sign in",
        "description": "For everybody, in the order of the configuration.",
        "responses": {
          "200": {
            "description": "The providers",
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
                        "$ref": "#/components/schemas/SignInProvider"
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
    "/v1/sign-in/{provider}/start": {
      "get": {
        "operationId": "startSignIn",
        "summary": "Go to a provider",
        "description": "For browsers, which are sent on to the provider, and from there to `callback`. With a problem they come back to `return`, with `sign-in` and `provider` in its query.",
        "parameters": [
          {
            "$ref": "#/components/parameters/Provider"
          },
          {
            "name": "return",
            "in": "query",
            "description": "The page of the portal to come back to.",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "maxLength": 2000
            }
          },
          {
            "name": "prompt",
            "in": "query",
            "description": "`login`: the provider asks who it is also when it knows that already.",
            "schema": {
              "type": "string",
              "enum": [
                "login"
              ]
            }
          }
        ],
        "responses": {
          "302": {
            "description": "To the provider"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/sign-in/{provider}/callback": {
      "get": {
        "operationId": "finishSignIn",
        "summary": "Come back from a provider",
        "description": "Where the provider sends the browser, with `state` and either a code or an error. The browser gets a session and goes on to its page.",
        "x-eov-allow-unknown-query-parameters": true,
        "parameters": [
          {
            "$ref": "#/components/parameters/Provider"
          },
          {
            "name": "state",
            "in": "query",
            "required": true,
            "schema": {
              "type": "string",
              "pattern": "^[A-Za-z0-9_-]{16,128}$"
            }
          }
        ],
        "responses": {
          "302": {
            "description": "To the page of the portal"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/sign-in/{provider}/back-channel-logout": {
      "post": {
        "operationId": "logOutByProvider",
        "summary": "A provider ends a session",
        "description": "OpenID Connect Back-Channel Logout 1.0. Providers call it; whatever they sign out is signed out here too.",
        "parameters": [
          {
            "$ref": "#/components/parameters/Provider"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/x-www-form-urlencoded": {
              "schema": {
                "type": "object",
                "required": [
                  "logout_token"
                ],
                "properties": {
                  "logout_token": {
                    "type": "string",
                    "maxLength": 16000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What it names is signed out"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/sign-in/sign-out": {
      "post": {
        "operationId": "signOut",
        "summary": "End my session",
        "description": "Of this browser, by its cookie. Wants the header `x-requested-with: XMLHttpRequest`, which no page of another origin can send.",
        "responses": {
          "200": {
            "description": "It is over",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "properties": {
                    "url": {
                      "type": "string",
                      "description": "Where the browser has to go for the provider's own session to end too."
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
    "/v1/identities": {
      "get": {
        "operationId": "listIdentities",
        "summary": "By which identities can I sign in?",
        "responses": {
          "200": {
            "description": "Those that are linked to me, the oldest first",
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
                        "$ref": "#/components/schemas/LinkedIdentity"
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
    "/v1/identities/links": {
      "post": {
        "operationId": "linkIdentity",
        "summary": "Begin to link another identity to me",
        "description": "For pages of the portal. 403 SIGN_IN_AGAIN unless the provider of this session asked within the last ten minutes who it is (`/v1/sign-in/{provider}/start?prompt=login`). It is linked when the person has signed in at the address that is answered, in this browser; the page that they come back to is told in its query: `link`, `provider`.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "provider"
                ],
                "properties": {
                  "provider": {
                    "type": "string",
                    "maxLength": 32
                  },
                  "return": {
                    "type": "string",
                    "maxLength": 2000,
                    "description": "Path of a page of the portal."
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Where the browser has to go",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "url"
                  ],
                  "properties": {
                    "url": {
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
    "/v1/identities/{id}": {
      "delete": {
        "operationId": "unlinkIdentity",
        "summary": "Take an identity from me",
        "description": "For pages of the portal, after a sign-in as for a link. Its sessions end, and what it entitled to. Never the last one, nor that of this session.",
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string",
              "maxLength": 64
            }
          }
        ],
        "responses": {
          "204": {
            "description": "It is mine no more"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/v1/sessions/find": {
      "post": {
        "operationId": "findSession",
        "summary": "Whose session is it?",
        "description": "Only for the portal's own backends.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "sessionId"
                ],
                "properties": {
                  "sessionId": {
                    "type": "string",
                    "maxLength": 200
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The person who is signed in with it",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SignedIn"
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
    "/v1/people": {
      "get": {
        "operationId": "listPeople",
        "summary": "Who belongs to something now?",
        "description": "Only for the portal's own backends. Those who signed in by a provider, in the order of their refs.",
        "parameters": [
          {
            "name": "after",
            "in": "query",
            "description": "The last one of the page before.",
            "schema": {
              "type": "string",
              "maxLength": 255
            }
          },
          {
            "name": "subject",
            "in": "query",
            "description": "Only who has this identity (`sub`), whatever they belong to.",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 255
            }
          },
          {
            "name": "issuer",
            "in": "query",
            "description": "Whose subject it is; needed where people sign in by more than one provider (400 `ISSUER_UNCLEAR`).",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 2048
            }
          }
        ],
        "responses": {
          "200": {
            "description": "A page of them, empty after the last",
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
                        "$ref": "#/components/schemas/SignedIn"
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
    "/v1/people/{name}": {
      "get": {
        "operationId": "getPerson",
        "summary": "What does somebody belong to now?",
        "description": "Only for the portal's own backends. Of whoever never signed in by a provider, what was granted here.",
        "parameters": [
          {
            "name": "name",
            "in": "path",
            "required": true,
            "description": "Of the user entity, in the namespace `default`.",
            "schema": {
              "type": "string",
              "maxLength": 63
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The person",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SignedIn"
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
      "AccessId": {
        "name": "id",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "maxLength": 36
        }
      },
      "Whose": {
        "name": "whose",
        "in": "query",
        "schema": {
          "type": "string",
          "enum": [
            "mine",
            "managed"
          ],
          "default": "mine"
        }
      },
      "Provider": {
        "name": "provider",
        "in": "path",
        "required": true,
        "description": "Its id in the configuration.",
        "schema": {
          "type": "string",
          "maxLength": 32
        }
      },
      "AuditActor": {
        "name": "actor",
        "in": "query",
        "description": "A person (`user:default/ada`) or a service (`plugin:catalog`).",
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 255
        }
      },
      "AuditPlugin": {
        "name": "plugin",
        "in": "query",
        "description": "The room, such as `workloads`.",
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 64
        }
      },
      "AuditEvent": {
        "name": "event",
        "in": "query",
        "description": "Such as `workload-launch`.",
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 128
        }
      },
      "AuditObject": {
        "name": "object",
        "in": "query",
        "description": "Id or reference of what it was done to.",
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 255
        }
      },
      "AuditOutcome": {
        "name": "outcome",
        "in": "query",
        "schema": {
          "$ref": "#/components/schemas/AuditOutcome"
        }
      },
      "From": {
        "name": "from",
        "in": "query",
        "description": "Not before.",
        "schema": {
          "type": "string",
          "format": "date-time",
          "maxLength": 40
        }
      },
      "Until": {
        "name": "until",
        "in": "query",
        "description": "Before.",
        "schema": {
          "type": "string",
          "format": "date-time",
          "maxLength": 40
        }
      },
      "Limit": {
        "name": "limit",
        "in": "query",
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 200,
          "default": 50
        }
      },
      "Cursor": {
        "name": "cursor",
        "in": "query",
        "description": "The `nextCursor` of the page before.",
        "schema": {
          "type": "string",
          "format": "uuid",
          "maxLength": 36
        }
      },
      "community": {
        "name": "x-astrolabe-community",
        "in": "header",
        "description": "Id of the community that the request is understood in; refused where the caller is no member. Without it the one whose portal it is at (by host, or as `/c/<id>` chose), or the first.",
        "schema": {
          "type": "string",
          "maxLength": 64
        }
      }
    },
    "responses": {
      "AuditPage": {
        "description": "A page",
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
                    "$ref": "#/components/schemas/AuditEntry"
                  }
                },
                "nextCursor": {
                  "type": "string",
                  "description": "Absent on the last page."
                }
              }
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
      "AccessState": {
        "type": "string",
        "enum": [
          "pending",
          "approved",
          "refused",
          "withdrawn",
          "expired"
        ],
        "description": "`expired`: nobody decided in time."
      },
      "AccessNote": {
        "type": "string",
        "maxLength": 500,
        "description": "Whoever asked reads it."
      },
      "AccessOffer": {
        "type": "object",
        "required": [
          "community",
          "title",
          "maxDays",
          "tiers"
        ],
        "properties": {
          "community": {
            "type": "string"
          },
          "title": {
            "type": "string",
            "description": "Of the community"
          },
          "maxDays": {
            "type": "integer"
          },
          "tiers": {
            "type": "array",
            "description": "The lowest first.",
            "items": {
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
            }
          }
        }
      },
      "AccessRequest": {
        "type": "object",
        "required": [
          "id",
          "personRef",
          "displayName",
          "community",
          "tier",
          "reason",
          "state",
          "createdAt",
          "expiresAt"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "personRef": {
            "type": "string",
            "description": "Who asks"
          },
          "displayName": {
            "type": "string"
          },
          "community": {
            "type": "string"
          },
          "tier": {
            "type": "string"
          },
          "reason": {
            "type": "string"
          },
          "days": {
            "type": "integer",
            "description": "For how long; absent for as long as the community allows."
          },
          "state": {
            "$ref": "#/components/schemas/AccessState"
          },
          "createdAt": {
            "type": "string",
            "format": "date-time"
          },
          "expiresAt": {
            "type": "string",
            "format": "date-time",
            "description": "Until when it can be decided on."
          },
          "decidedAt": {
            "type": "string",
            "format": "date-time"
          },
          "decidedBy": {
            "type": "string"
          },
          "note": {
            "type": "string"
          }
        }
      },
      "AccessGrant": {
        "type": "object",
        "required": [
          "id",
          "requestId",
          "personRef",
          "displayName",
          "community",
          "tier",
          "grantedBy",
          "grantedAt",
          "endsAt"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "requestId": {
            "type": "string"
          },
          "personRef": {
            "type": "string"
          },
          "displayName": {
            "type": "string"
          },
          "community": {
            "type": "string"
          },
          "tier": {
            "type": "string"
          },
          "grantedBy": {
            "type": "string"
          },
          "grantedAt": {
            "type": "string",
            "format": "date-time"
          },
          "endsAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "Scopes": {
        "type": "array",
        "minItems": 1,
        "maxItems": 20,
        "items": {
          "type": "string",
          "description": "A room and `read` (GET) or `write` (everything else); neither includes the other. `mcp-actions:write` lets a program use every action that the person may.",
          "enum": [
            "accounts:read",
            "accounts:write",
            "assets:read",
            "assets:write",
            "catalog:read",
            "catalog:write",
            "communities:read",
            "communities:write",
            "mcp-actions:read",
            "mcp-actions:write",
            "notifications:read",
            "notifications:write",
            "storage:read",
            "storage:write",
            "workloads:read",
            "workloads:write"
          ]
        }
      },
      "AccessToken": {
        "type": "object",
        "required": [
          "id",
          "title",
          "scopes",
          "createdAt",
          "expiresAt"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "scopes": {
            "$ref": "#/components/schemas/Scopes"
          },
          "createdAt": {
            "type": "string",
            "format": "date-time"
          },
          "expiresAt": {
            "type": "string",
            "format": "date-time"
          },
          "lastUsedAt": {
            "type": "string",
            "format": "date-time",
            "description": "To the minute; absent when it was never used."
          }
        }
      },
      "NewAccessToken": {
        "allOf": [
          {
            "$ref": "#/components/schemas/AccessToken"
          },
          {
            "type": "object",
            "required": [
              "token"
            ],
            "properties": {
              "token": {
                "type": "string"
              }
            }
          }
        ]
      },
      "AuditOutcome": {
        "type": "string",
        "enum": [
          "succeeded",
          "failed",
          "started"
        ],
        "description": "`started`: the outcome is not known (yet)."
      },
      "AuditEntry": {
        "type": "object",
        "required": [
          "id",
          "at",
          "plugin",
          "event",
          "severity",
          "outcome"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "at": {
            "type": "string",
            "format": "date-time",
            "description": "When the outcome was known."
          },
          "plugin": {
            "type": "string"
          },
          "event": {
            "type": "string"
          },
          "severity": {
            "type": "string",
            "enum": [
              "low",
              "medium",
              "high",
              "critical"
            ]
          },
          "actor": {
            "type": "string",
            "description": "A person or a service; absent where nobody was signed in."
          },
          "tokenId": {
            "type": "string",
            "description": "The access token that was used."
          },
          "address": {
            "type": "string"
          },
          "userAgent": {
            "type": "string"
          },
          "method": {
            "type": "string"
          },
          "path": {
            "type": "string"
          },
          "object": {
            "type": "string",
            "description": "What it was done to."
          },
          "meta": {
            "type": "object",
            "additionalProperties": true,
            "description": "More of it, without secrets."
          },
          "outcome": {
            "$ref": "#/components/schemas/AuditOutcome"
          },
          "error": {
            "type": "string",
            "description": "Name of the error, of what failed."
          }
        }
      },
      "Portal": {
        "type": "object",
        "required": [
          "id",
          "title",
          "palettes",
          "fonts",
          "home",
          "languages",
          "contacts",
          "countsPageViews",
          "announcements"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "description": {
            "$ref": "#/components/schemas/LocalText"
          },
          "logos": {
            "type": "object",
            "description": "Addresses of its sign, for each look.",
            "additionalProperties": {
              "type": "string"
            }
          },
          "palettes": {
            "type": "object",
            "description": "Every colour, for each look, by what it is for.",
            "additionalProperties": {
              "type": "object"
            }
          },
          "fonts": {
            "type": "object",
            "description": "Values of CSS's `font-family`.",
            "additionalProperties": {
              "type": "string"
            }
          },
          "home": {
            "type": "object",
            "required": [
              "links",
              "sections"
            ],
            "properties": {
              "text": {
                "$ref": "#/components/schemas/LocalText"
              },
              "links": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/PortalLink"
                }
              },
              "sections": {
                "type": "array",
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
            "type": "array",
            "description": "Pages of the portal by name, or links; absent for all pages.",
            "items": {
              "anyOf": [
                {
                  "type": "string"
                },
                {
                  "$ref": "#/components/schemas/PortalLink"
                }
              ]
            }
          },
          "languages": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "contacts": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PortalLink"
            }
          },
          "storage": {
            "type": "object",
            "description": "What is offered first where a storage is linked.",
            "required": [
              "service"
            ],
            "properties": {
              "service": {
                "type": "string"
              },
              "url": {
                "type": "string"
              }
            }
          },
          "licence": {
            "type": "string",
            "description": "SPDX identifier that the form of a project begins with."
          },
          "terms": {
            "type": "object",
            "description": "Terms of use, accepted by `PUT /v1/terms`.",
            "required": [
              "version",
              "text"
            ],
            "properties": {
              "version": {
                "type": "string"
              },
              "text": {
                "$ref": "#/components/schemas/LocalText"
              }
            }
          },
          "countsPageViews": {
            "type": "boolean",
            "description": "Whether pages tell `POST /v1/page-views` that they are opened."
          },
          "announcements": {
            "type": "array",
            "description": "Those that hold now.",
            "items": {
              "type": "object",
              "required": [
                "text",
                "tone"
              ],
              "properties": {
                "text": {
                  "$ref": "#/components/schemas/LocalText"
                },
                "tone": {
                  "type": "string",
                  "enum": [
                    "info",
                    "warning"
                  ]
                }
              }
            }
          }
        }
      },
      "CommunityPageViews": {
        "type": "object",
        "required": [
          "community",
          "title",
          "isCounted",
          "pages",
          "days"
        ],
        "properties": {
          "community": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "isCounted": {
            "type": "boolean",
            "description": "Whether its block has it counted now."
          },
          "pages": {
            "type": "array",
            "description": "The most opened first.",
            "items": {
              "type": "object",
              "required": [
                "page",
                "views"
              ],
              "properties": {
                "page": {
                  "type": "string"
                },
                "views": {
                  "type": "integer"
                }
              }
            }
          },
          "days": {
            "type": "array",
            "description": "Days that have any, UTC, the oldest first.",
            "items": {
              "type": "object",
              "required": [
                "day",
                "views"
              ],
              "properties": {
                "day": {
                  "type": "string",
                  "format": "date"
                },
                "views": {
                  "type": "integer"
                }
              }
            }
          }
        }
      },
      "TermsAcceptance": {
        "type": "object",
        "required": [
          "community"
        ],
        "properties": {
          "community": {
            "type": "string"
          },
          "version": {
            "type": "string",
            "description": "Of the terms that hold now; absent where there are none."
          },
          "acceptedAt": {
            "type": "string",
            "format": "date-time",
            "description": "Absent where this version is not accepted yet."
          }
        }
      },
      "PortalLink": {
        "type": "object",
        "required": [
          "title",
          "href"
        ],
        "properties": {
          "title": {
            "$ref": "#/components/schemas/LocalText"
          },
          "href": {
            "type": "string"
          }
        }
      },
      "LocalText": {
        "description": "Words for all languages, or for each.",
        "anyOf": [
          {
            "type": "string"
          },
          {
            "type": "object",
            "additionalProperties": {
              "type": "string"
            }
          }
        ]
      },
      "Me": {
        "type": "object",
        "required": [
          "userRef",
          "displayName",
          "community",
          "tier",
          "limits",
          "permissions",
          "ownPermissions",
          "memberships"
        ],
        "properties": {
          "userRef": {
            "type": "string",
            "description": "Such as `user:default/ada`."
          },
          "displayName": {
            "type": "string"
          },
          "email": {
            "type": "string",
            "description": "One that who signs you in has verified."
          },
          "orcid": {
            "type": "string",
            "description": "Your ORCID iD, where you sign in by ORCID or have linked it."
          },
          "community": {
            "type": "string",
            "description": "Id of the community that requests are understood in."
          },
          "tier": {
            "type": "string",
            "description": "There"
          },
          "limits": {
            "$ref": "#/components/schemas/Limits"
          },
          "permissions": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Granted by some membership, without regard to an object."
          },
          "ownPermissions": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Granted by some membership on what the caller owns."
          },
          "memberships": {
            "type": "array",
            "description": "One for each community.",
            "items": {
              "$ref": "#/components/schemas/Membership"
            }
          }
        }
      },
      "Membership": {
        "type": "object",
        "required": [
          "community",
          "title",
          "tier",
          "tierTitle",
          "limits",
          "permissions",
          "ownPermissions",
          "denials"
        ],
        "properties": {
          "community": {
            "type": "string"
          },
          "title": {
            "type": "string",
            "description": "Of the community"
          },
          "tier": {
            "type": "string"
          },
          "tierTitle": {
            "type": "string"
          },
          "limits": {
            "$ref": "#/components/schemas/Limits"
          },
          "permissions": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "ownPermissions": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "denials": {
            "type": "array",
            "description": "Why not, for each permission that is not granted here.",
            "items": {
              "$ref": "#/components/schemas/Denial"
            }
          }
        }
      },
      "Denial": {
        "type": "object",
        "required": [
          "code",
          "message",
          "cause",
          "nextStep"
        ],
        "properties": {
          "code": {
            "type": "string"
          },
          "message": {
            "type": "string"
          },
          "cause": {
            "type": "string",
            "description": "The rule that says so"
          },
          "nextStep": {
            "type": "string"
          },
          "permission": {
            "type": "string"
          },
          "needed": {
            "type": "object",
            "description": "Where one would have to be what, to get it.",
            "required": [
              "community",
              "tier"
            ],
            "properties": {
              "community": {
                "type": "string"
              },
              "tier": {
                "type": "string"
              }
            }
          },
          "request": {
            "type": "object",
            "description": "What one may ask the community's managers for, to get it: `POST /v1/access-requests`.",
            "required": [
              "community",
              "tier"
            ],
            "properties": {
              "community": {
                "type": "string"
              },
              "tier": {
                "type": "string"
              }
            }
          }
        }
      },
      "Limits": {
        "type": "object",
        "description": "The first four are of one workload.",
        "required": [
          "cpuCores",
          "memoryBytes",
          "diskBytes",
          "gpuCount",
          "workloads"
        ],
        "properties": {
          "cpuCores": {
            "type": "number"
          },
          "memoryBytes": {
            "type": "integer"
          },
          "diskBytes": {
            "type": "integer"
          },
          "gpuCount": {
            "type": "integer"
          },
          "workloads": {
            "type": "integer",
            "description": "At the same time."
          },
          "timeToLiveSeconds": {
            "type": "integer",
            "description": "Longest life of a workload; absent when there is no such limit."
          }
        }
      },
      "SignInProvider": {
        "type": "object",
        "required": [
          "id",
          "title",
          "looksFor"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "contact": {
            "type": "string",
            "description": "Whom to ask who belongs to nothing."
          },
          "looksFor": {
            "type": "array",
            "description": "What it has to say of somebody for them to come in; empty where it needs to say nothing.",
            "items": {
              "type": "object",
              "required": [
                "claim",
                "value"
              ],
              "properties": {
                "claim": {
                  "type": "string"
                },
                "value": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "LinkedIdentity": {
        "type": "object",
        "required": [
          "id",
          "issuer",
          "subject",
          "linkedAt",
          "isCurrent"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "provider": {
            "type": "string",
            "description": "Its id, where one of the configuration is of this issuer."
          },
          "issuer": {
            "type": "string"
          },
          "subject": {
            "type": "string",
            "description": "As the issuer calls the person."
          },
          "account": {
            "type": "string",
            "description": "Its name there."
          },
          "linkedAt": {
            "type": "string",
            "format": "date-time"
          },
          "isCurrent": {
            "type": "boolean",
            "description": "By which one is signed in now."
          }
        }
      },
      "SignedIn": {
        "type": "object",
        "required": [
          "userRef",
          "isKnown",
          "displayName",
          "memberships"
        ],
        "properties": {
          "userRef": {
            "type": "string"
          },
          "isKnown": {
            "type": "boolean",
            "description": "Whether they ever signed in by a provider. What others belong to is in their session, and these memberships beside it."
          },
          "displayName": {
            "type": "string"
          },
          "email": {
            "type": "string"
          },
          "memberships": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/MembershipOf"
            }
          },
          "absent": {
            "type": "array",
            "description": "What they were when they were here last: it holds for them no longer, and nobody has taken it back.",
            "items": {
              "$ref": "#/components/schemas/MembershipOf"
            }
          }
        }
      },
      "MembershipOf": {
        "type": "object",
        "required": [
          "community",
          "tier"
        ],
        "properties": {
          "community": {
            "type": "string"
          },
          "tier": {
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
      }
    }
  }
} as const;
