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
        "description": "The tier that the sign-in gave, the permissions it grants and the limits it sets. Another portal process cannot ask this for itself: only people have a tier.",
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
    }
  },
  "components": {
    "responses": {
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
      "Me": {
        "type": "object",
        "required": [
          "userRef",
          "displayName",
          "tier",
          "permissions",
          "ownPermissions",
          "limits"
        ],
        "properties": {
          "userRef": {
            "type": "string",
            "description": "Such as `user:default/ada`."
          },
          "displayName": {
            "type": "string"
          },
          "tier": {
            "type": "string",
            "enum": [
              "demo",
              "full",
              "manager",
              "operator"
            ]
          },
          "permissions": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Granted without regard to an object."
          },
          "ownPermissions": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Granted on what the caller owns."
          },
          "limits": {
            "$ref": "#/components/schemas/Limits"
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
