/* Made by scripts/generate.mjs from schemas/. Do not edit. */
export const spec = {
  "openapi": "3.1.0",
  "info": {
    "title": "Workloads",
    "version": "1",
    "description": "Everything that runs: what can be launched and where, launching it exactly once, watching it, its logs, its endpoints, and its end.",
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
    "/v1/launch-form": {
      "get": {
        "operationId": "getLaunchForm",
        "summary": "The form of a module or tool",
        "description": "JSON Schema of what to fill in, its maxima lowered to what the caller's tier allows.",
        "parameters": [
          {
            "name": "entityRef",
            "in": "query",
            "required": true,
            "allowReserved": true,
            "schema": {
              "$ref": "#/components/schemas/EntityRef"
            }
          },
          {
            "name": "variant",
            "in": "query",
            "description": "Which way to launch it; the usual one unless told.",
            "schema": {
              "$ref": "#/components/schemas/Variant"
            }
          },
          {
            "$ref": "#/components/parameters/asked"
          }
        ],
        "responses": {
          "200": {
            "description": "The form",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/LaunchForm"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/plan": {
      "post": {
        "operationId": "planLaunch",
        "summary": "Where it would run",
        "description": "A dry run. Says per site whether it can start now, later or never, and why; of the chosen site alone, where the request names one. An engine that does not answer keeps nobody waiting: its sites are `unknown`.",
        "requestBody": {
          "$ref": "#/components/requestBodies/Launch"
        },
        "responses": {
          "200": {
            "description": "Sites, the best first",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/LaunchPlan"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/advice": {
      "post": {
        "operationId": "adviseLaunch",
        "summary": "Where it could start now",
        "description": "Asks the dry run of each site about the request and at most eleven alternatives that ask for less or for another GPU, and suggests those that can start now where the request cannot and that fit the quotas. What may vary is what the form marks by `x-limit` and `x-gpu-model`. It has a rate limit of its own.",
        "requestBody": {
          "$ref": "#/components/requestBodies/Launch"
        },
        "responses": {
          "200": {
            "description": "What each site says to each, and suggestions",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/LaunchAdvice"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/capacity": {
      "get": {
        "operationId": "getCapacity",
        "summary": "What is free",
        "description": "Total and free resources of each site where something new may be launched, and which engines do not answer.",
        "responses": {
          "200": {
            "description": "Sites",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Capacity"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/quotas": {
      "get": {
        "operationId": "getQuotas",
        "summary": "What I hold of what I may",
        "description": "Each quota that the caller's workloads of the community count in: its limit, and how much of it is used. A launch or restart has to fit into all of them.",
        "parameters": [
          {
            "$ref": "#/components/parameters/asked"
          }
        ],
        "responses": {
          "200": {
            "description": "Quotas, the one of the caller's tier first",
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
                        "$ref": "#/components/schemas/QuotaUse"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/downtimes": {
      "get": {
        "operationId": "listDowntimes",
        "summary": "When sites will be down",
        "parameters": [
          {
            "name": "history",
            "in": "query",
            "description": "Also what is over or was taken back; the last 200.",
            "schema": {
              "type": "boolean",
              "default": false
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The first one first; with history, the last announced first",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items",
                    "mayAnnounce"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Downtime"
                      }
                    },
                    "mayAnnounce": {
                      "type": "boolean",
                      "description": "The caller may announce one and take it back"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      },
      "post": {
        "operationId": "announceDowntime",
        "summary": "Announce a downtime",
        "description": "Those who have something at the site that lives into it are told, in their pages and by mail. New launches may still choose it, being told.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "siteId",
                  "from",
                  "until",
                  "why"
                ],
                "properties": {
                  "siteId": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 128
                  },
                  "from": {
                    "type": "string",
                    "minLength": 10,
                    "maxLength": 40
                  },
                  "until": {
                    "type": "string",
                    "minLength": 10,
                    "maxLength": 40
                  },
                  "why": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 500,
                    "pattern": "\\S"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "$ref": "#/components/responses/Downtime"
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/downtimes/{id}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/id"
        }
      ],
      "delete": {
        "operationId": "cancelDowntime",
        "summary": "Take a downtime back",
        "description": "Who was told of it is told so. It stays in the history.",
        "responses": {
          "200": {
            "$ref": "#/components/responses/Downtime"
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/notices": {
      "get": {
        "operationId": "getNotices",
        "summary": "How I want to be told",
        "description": "When the caller gets a mail about a workload, and whether this portal can send one.",
        "responses": {
          "200": {
            "$ref": "#/components/responses/Notices"
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      },
      "put": {
        "operationId": "setNotices",
        "summary": "Say how I want to be told",
        "description": "From now on; what is already owed comes as it was wished.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/NoticePreferences"
              }
            }
          }
        },
        "responses": {
          "200": {
            "$ref": "#/components/responses/Notices"
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/notices/inbox": {
      "get": {
        "operationId": "getInbox",
        "summary": "What I was told",
        "description": "The last 50 notices of the caller's workloads, the newest first, whether they were mailed or not. They go with their workloads.",
        "responses": {
          "200": {
            "description": "The notices",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/NoticeInbox"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/notices/inbox/read": {
      "post": {
        "operationId": "readNotices",
        "summary": "Say what I have read",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "until"
                ],
                "properties": {
                  "until": {
                    "type": "string",
                    "format": "date-time",
                    "description": "All that happened until then."
                  }
                }
              }
            }
          }
        },
        "responses": {
          "204": {
            "description": "They are read"
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/workloads": {
      "get": {
        "operationId": "listWorkloads",
        "summary": "My workloads",
        "description": "The caller's own, newest first.",
        "parameters": [
          {
            "name": "cursor",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 100
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 200,
              "default": 50
            }
          },
          {
            "name": "purpose",
            "in": "query",
            "description": "Those alone that were launched for this.",
            "schema": {
              "$ref": "#/components/schemas/Purpose"
            }
          },
          {
            "name": "community",
            "in": "query",
            "description": "Those alone that were launched in this community.",
            "schema": {
              "$ref": "#/components/schemas/Community"
            }
          },
          {
            "name": "group",
            "in": "query",
            "description": "Those of this group alone.",
            "schema": {
              "type": "string",
              "maxLength": 64
            }
          },
          {
            "name": "grouped",
            "in": "query",
            "description": "One of each group, which stands for all: `group.states` counts them.",
            "schema": {
              "type": "boolean",
              "default": false
            }
          },
          {
            "name": "whose",
            "in": "query",
            "description": "The caller's own, what others share with them, or both.",
            "schema": {
              "$ref": "#/components/schemas/Whose"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "A page",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/WorkloadPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      },
      "post": {
        "operationId": "launchWorkload",
        "summary": "Launch",
        "description": "The same key and request give the same workload, however often they are sent; the same key with another request is refused (409). An array makes as many workloads as it has tasks, all or none; the answer is the first of them, whose `group` names the others.",
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
          "$ref": "#/components/requestBodies/Launch"
        },
        "responses": {
          "201": {
            "$ref": "#/components/responses/Workload"
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/workloads/{id}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/id"
        }
      ],
      "get": {
        "operationId": "getWorkload",
        "summary": "One workload",
        "responses": {
          "200": {
            "$ref": "#/components/responses/Workload"
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      },
      "delete": {
        "operationId": "deleteWorkload",
        "summary": "Delete",
        "description": "Ends it and removes all that it wrote. May be asked twice. Refused (409, `FILES_NOT_COPIED_BACK`) while it has changed what is not in its storage.",
        "parameters": [
          {
            "$ref": "#/components/parameters/giveUpFiles"
          }
        ],
        "responses": {
          "204": {
            "description": "It will be gone"
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/workloads/{id}/events": {
      "parameters": [
        {
          "$ref": "#/components/parameters/id"
        }
      ],
      "get": {
        "operationId": "listWorkloadEvents",
        "summary": "What happened",
        "description": "Oldest first, the last 500.",
        "responses": {
          "200": {
            "description": "The time line",
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
                        "$ref": "#/components/schemas/WorkloadEvent"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/workloads/{id}/logs": {
      "parameters": [
        {
          "$ref": "#/components/parameters/id"
        },
        {
          "$ref": "#/components/parameters/task"
        },
        {
          "$ref": "#/components/parameters/offset"
        },
        {
          "$ref": "#/components/parameters/maxBytes"
        }
      ],
      "get": {
        "operationId": "readLogs",
        "summary": "Logs",
        "description": "A stretch of a task's output; without `offset`, its end.",
        "responses": {
          "200": {
            "description": "The stretch",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/LogChunk"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/workloads/{id}/logs/follow": {
      "parameters": [
        {
          "$ref": "#/components/parameters/id"
        },
        {
          "$ref": "#/components/parameters/task"
        },
        {
          "$ref": "#/components/parameters/offset"
        },
        {
          "$ref": "#/components/parameters/maxBytes"
        }
      ],
      "get": {
        "operationId": "followLogs",
        "summary": "Logs as they come",
        "description": "One LogChunk a line, until the workload has ended. Empty lines keep the connection alive. Where the reader may not read it any more, the last line is an error, as the body of an answer has it. One person may follow 20 logs at a time; more are refused with 429.",
        "responses": {
          "200": {
            "description": "Lines of JSON",
            "content": {
              "application/x-ndjson": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/workloads/{id}/logs/content": {
      "parameters": [
        {
          "$ref": "#/components/parameters/id"
        },
        {
          "$ref": "#/components/parameters/task"
        }
      ],
      "get": {
        "operationId": "downloadLog",
        "summary": "The whole log",
        "description": "All that there is of a task's output, to keep; at most 256 MiB. Where something is missing, a line in square brackets says so: at the beginning, when older output is gone, in between, and at the end, when there is more. It counts as one of the 20 logs that a person may follow at a time.",
        "responses": {
          "200": {
            "description": "The text",
            "headers": {
              "x-astrolabe-truncated": {
                "description": "There was more before, which is gone.",
                "schema": {
                  "type": "boolean"
                }
              }
            },
            "content": {
              "text/plain": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/workloads/{id}/files": {
      "parameters": [
        {
          "$ref": "#/components/parameters/id"
        },
        {
          "name": "folder",
          "in": "query",
          "allowReserved": true,
          "description": "From the workload's own folder, which it is unless told.",
          "schema": {
            "type": "string",
            "maxLength": 1000
          }
        }
      ],
      "get": {
        "operationId": "listFolder",
        "summary": "Files",
        "description": "What lies in one folder of the workload's own folder, while it runs and as long as its site has it after. At most 1000 entries; links are left out.",
        "responses": {
          "200": {
            "description": "The folder",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Folder"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/workloads/{id}/files/content": {
      "parameters": [
        {
          "$ref": "#/components/parameters/id"
        },
        {
          "name": "path",
          "in": "query",
          "required": true,
          "allowReserved": true,
          "description": "From the workload's own folder.",
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 1000
          }
        }
      ],
      "get": {
        "operationId": "downloadFile",
        "summary": "One file",
        "responses": {
          "200": {
            "description": "Its bytes",
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
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/workloads/{id}/usage": {
      "parameters": [
        {
          "$ref": "#/components/parameters/id"
        },
        {
          "name": "range",
          "in": "query",
          "description": "How far back.",
          "schema": {
            "type": "string",
            "enum": [
              "hour",
              "day",
              "month"
            ],
            "default": "hour"
          }
        },
        {
          "name": "generation",
          "in": "query",
          "description": "Which run, from 1; the present one unless told.",
          "schema": {
            "type": "integer",
            "minimum": 1,
            "maximum": 1000000
          }
        }
      ],
      "get": {
        "operationId": "getUsage",
        "summary": "What it uses",
        "description": "Processors, memory, disk and GPUs that one run used, beside what it has. It is measured now and then, kept for a day as it was measured and for a month by the hour. No engine is asked for it here.",
        "responses": {
          "200": {
            "description": "The run",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/UsageReport"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/workloads/{id}/storages": {
      "parameters": [
        {
          "$ref": "#/components/parameters/id"
        }
      ],
      "get": {
        "operationId": "listWorkloadStorages",
        "summary": "Its storages",
        "description": "How the storages that it has are doing, as their own tasks have last told: whether they answer and how fast they are, or what has been copied.",
        "responses": {
          "200": {
            "description": "The storages",
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
                        "$ref": "#/components/schemas/StorageStatus"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/workloads/{id}/snooze": {
      "parameters": [
        {
          "$ref": "#/components/parameters/id"
        }
      ],
      "post": {
        "operationId": "snoozeWorkload",
        "summary": "Keep it running",
        "description": "What nobody uses is stopped after two warnings, where the operator wants that. For so many hours from now it does not count as unused.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "hours"
                ],
                "properties": {
                  "hours": {
                    "type": "number",
                    "exclusiveMinimum": 0,
                    "maximum": 168
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "$ref": "#/components/responses/Workload"
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/workloads/{id}/follow": {
      "parameters": [
        {
          "$ref": "#/components/parameters/id"
        }
      ],
      "put": {
        "operationId": "followWorkload",
        "summary": "Follow its module, or not",
        "description": "Switched on, it goes on with each newer commit of the default branch of its module that has passed the checks of the portal: it is restarted with that commit, within what its owner may then. A commit that does not come up is given up for the one before. For its owner alone; 409 for what has no revision that could change.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "isOn"
                ],
                "properties": {
                  "isOn": {
                    "type": "boolean"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "$ref": "#/components/responses/Workload"
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/workloads/{id}/stop": {
      "parameters": [
        {
          "$ref": "#/components/parameters/id"
        }
      ],
      "post": {
        "operationId": "stopWorkload",
        "summary": "Stop",
        "description": "Ends it; whether its files stay, its keepsFiles says.",
        "responses": {
          "200": {
            "$ref": "#/components/responses/Workload"
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/workloads/{id}/restart": {
      "parameters": [
        {
          "$ref": "#/components/parameters/id"
        }
      ],
      "post": {
        "operationId": "restartWorkload",
        "summary": "Restart",
        "description": "Ends it if it runs, and starts it again; with its files, unless it had ended and keepsFiles is false.",
        "responses": {
          "200": {
            "$ref": "#/components/responses/Workload"
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/workloads/{id}/copy-back": {
      "parameters": [
        {
          "$ref": "#/components/parameters/id"
        }
      ],
      "post": {
        "operationId": "copyBackWorkload",
        "summary": "Copy back once more",
        "description": "What has ended and could not copy all that it changed back into its storage does that once more, without running again; where its site keeps files.",
        "responses": {
          "200": {
            "$ref": "#/components/responses/Workload"
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/workloads/{id}/terminal": {
      "parameters": [
        {
          "$ref": "#/components/parameters/id"
        }
      ],
      "post": {
        "operationId": "openTerminal",
        "summary": "A way into a terminal",
        "description": "For one WebSocket, within a minute: open `url` with the subprotocols `astrolabe.terminal` and the ticket. Its first message is text: `{\"task\", \"command\"?, \"columns\", \"rows\"}`. After that, binary messages are what is typed, and text messages ask for another size: `{\"resize\": {\"columns\", \"rows\"}}`. What comes is binary, what the program shows; the last message is text: `{\"ended\": {\"exitCode\"?}}` or `{\"failed\": {\"code\", \"message\", \"nextStep\"?}}`.",
        "requestBody": {
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The way in",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "url",
                    "ticket"
                  ],
                  "properties": {
                    "url": {
                      "type": "string"
                    },
                    "ticket": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/workloads/{id}/endpoints/{endpoint}/ticket": {
      "parameters": [
        {
          "$ref": "#/components/parameters/id"
        },
        {
          "name": "endpoint",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "maxLength": 32
          }
        }
      ],
      "post": {
        "operationId": "openEndpoint",
        "summary": "A way in",
        "description": "An address that opens the endpoint in a browser once, within a minute, and a bearer token for programs.",
        "responses": {
          "200": {
            "description": "The way in",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/EndpointTicket"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/workloads/{id}/passwords": {
      "parameters": [
        {
          "$ref": "#/components/parameters/id"
        }
      ],
      "get": {
        "operationId": "listPasswords",
        "summary": "Endpoints with a password",
        "description": "Those that open to whoever was told their password.",
        "responses": {
          "200": {
            "description": "One for each; never the password itself",
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
                        "$ref": "#/components/schemas/EndpointPassword"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/workloads/{id}/endpoints/{endpoint}/password": {
      "parameters": [
        {
          "$ref": "#/components/parameters/id"
        },
        {
          "name": "endpoint",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "maxLength": 32
          }
        }
      ],
      "post": {
        "operationId": "setPassword",
        "summary": "Set the password",
        "description": "Whoever has it can do in the program what its owner can, without an account, until it is removed; a restart keeps it. It takes the place of one before, whose sessions end. This answer is the only place where it can be read.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "password": {
                    "type": "string",
                    "minLength": 10,
                    "maxLength": 128,
                    "pattern": "^\\S(.*\\S)?$",
                    "description": "A random one is made without it."
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The password",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/NewEndpointPassword"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      },
      "delete": {
        "operationId": "removePassword",
        "summary": "Remove the password",
        "description": "Ends the sessions of all who came with it.",
        "responses": {
          "204": {
            "description": "There is none any more"
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/workloads/{id}/artefacts": {
      "parameters": [
        {
          "$ref": "#/components/parameters/id"
        }
      ],
      "get": {
        "operationId": "listArtefacts",
        "summary": "Artefacts",
        "description": "What the program left in the folder `artefacts` of its own folder, while it runs and after. At most 1000 files. What a batch job has left is copied when it has ended, as far as the limits go, and stays when its site has removed its files.",
        "responses": {
          "200": {
            "description": "The files",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ArtefactList"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/workloads/{id}/artefacts/content": {
      "parameters": [
        {
          "$ref": "#/components/parameters/id"
        },
        {
          "name": "path",
          "in": "query",
          "required": true,
          "allowReserved": true,
          "description": "As the list names it.",
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 1000
          }
        }
      ],
      "get": {
        "operationId": "downloadArtefact",
        "summary": "One artefact",
        "responses": {
          "200": {
            "description": "Its bytes",
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
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/workloads/{id}/snapshot-size": {
      "parameters": [
        {
          "$ref": "#/components/parameters/id"
        }
      ],
      "get": {
        "operationId": "measureSnapshot",
        "summary": "How large a snapshot would be",
        "description": "Measures what a snapshot of it would hold now, and says what there is room for. It takes a while at some sites and has a rate limit of its own.",
        "responses": {
          "200": {
            "description": "The size",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SnapshotSize"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/workloads/{id}/snapshots": {
      "parameters": [
        {
          "$ref": "#/components/parameters/id"
        }
      ],
      "post": {
        "operationId": "takeSnapshot",
        "summary": "Take a snapshot",
        "description": "Saves the file system of its main task and the files in its folder, without mounts, variables and files that hold its secrets. Asked again while one of it is on its way, it answers with that one.",
        "requestBody": {
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "title": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 80,
                    "description": "The workload's, unless told"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "$ref": "#/components/responses/Snapshot"
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/workloads/{id}/shares": {
      "parameters": [
        {
          "$ref": "#/components/parameters/id"
        }
      ],
      "get": {
        "operationId": "listWorkloadShares",
        "summary": "With whom it is shared",
        "description": "Its owner's alone.",
        "responses": {
          "200": {
            "$ref": "#/components/responses/Shares"
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      },
      "put": {
        "operationId": "shareWorkload",
        "summary": "Share it",
        "description": "Its owner lets a person or a group see it and its logs (`view`), open it and its files (`use`), or stop, restart, save and delete it (`manage`). In place of a share before with the same one. Whoever it is shared with needs a tier in its community that grants what they do.",
        "requestBody": {
          "$ref": "#/components/requestBodies/Share"
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
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/workloads/{id}/shares/{shareId}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/id"
        },
        {
          "$ref": "#/components/parameters/shareId"
        }
      ],
      "delete": {
        "operationId": "unshareWorkload",
        "summary": "End a share",
        "responses": {
          "204": {
            "description": "It is not shared so any more"
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/snapshots": {
      "get": {
        "operationId": "listSnapshots",
        "summary": "My snapshots",
        "description": "All of the caller's own, the newest first.",
        "parameters": [
          {
            "name": "whose",
            "in": "query",
            "description": "The caller's own, what others share with them, or both.",
            "schema": {
              "$ref": "#/components/schemas/Whose"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "Snapshots, and what there is room for",
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
                        "$ref": "#/components/schemas/Snapshot"
                      }
                    },
                    "limits": {
                      "$ref": "#/components/schemas/SnapshotLimits"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/snapshots/{id}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/id"
        }
      ],
      "get": {
        "operationId": "getSnapshot",
        "summary": "One snapshot",
        "description": "With what was asked when its workload was launched.",
        "responses": {
          "200": {
            "$ref": "#/components/responses/Snapshot"
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      },
      "delete": {
        "operationId": "deleteSnapshot",
        "summary": "Delete a snapshot",
        "description": "What was launched from it goes on. One that is on its way is ended.",
        "responses": {
          "204": {
            "description": "It will be gone"
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/snapshots/{id}/shares": {
      "parameters": [
        {
          "$ref": "#/components/parameters/id"
        }
      ],
      "get": {
        "operationId": "listSnapshotShares",
        "summary": "With whom it is shared",
        "description": "Its owner's alone.",
        "responses": {
          "200": {
            "$ref": "#/components/responses/Shares"
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      },
      "put": {
        "operationId": "shareSnapshot",
        "summary": "Share it",
        "description": "Its owner lets a person or a group see it (`view`), launch from it (`use`), or delete it (`manage`). In place of a share before with the same one. Whoever it is shared with needs a tier in its community that grants what they do.",
        "requestBody": {
          "$ref": "#/components/requestBodies/Share"
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
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/snapshots/{id}/shares/{shareId}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/id"
        },
        {
          "$ref": "#/components/parameters/shareId"
        }
      ],
      "delete": {
        "operationId": "unshareSnapshot",
        "summary": "End a share",
        "responses": {
          "204": {
            "description": "It is not shared so any more"
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/groups/{groupId}/stop": {
      "parameters": [
        {
          "$ref": "#/components/parameters/groupId"
        }
      ],
      "post": {
        "operationId": "stopGroup",
        "summary": "Stop all",
        "description": "Ends those of a group that have not ended; keeps their files.",
        "responses": {
          "204": {
            "description": "They will have ended"
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    },
    "/v1/groups/{groupId}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/groupId"
        }
      ],
      "delete": {
        "operationId": "deleteGroup",
        "summary": "Delete all",
        "description": "Ends a group and removes all that it wrote, but those of it that have changed what is not in their storage (409, `FILES_NOT_COPIED_BACK`).",
        "parameters": [
          {
            "$ref": "#/components/parameters/giveUpFiles"
          }
        ],
        "responses": {
          "204": {
            "description": "They will be gone"
          },
          "default": {
            "$ref": "#/components/responses/Refused"
          }
        }
      }
    }
  },
  "components": {
    "parameters": {
      "asked": {
        "name": "x-astrolabe-community",
        "in": "header",
        "description": "Id of the community that the request is understood in; refused where the caller is no member. Without it the one whose portal it is at (by host, or as `/c/<id>` chose), or the first.",
        "schema": {
          "$ref": "#/components/schemas/Community"
        }
      },
      "giveUpFiles": {
        "name": "giveUpFiles",
        "in": "query",
        "description": "Also with what it could not copy back into its storage. What runs ends and copies back first; asked again meanwhile, that is waited for no more.",
        "schema": {
          "type": "boolean",
          "default": false
        }
      },
      "groupId": {
        "name": "groupId",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "maxLength": 64
        }
      },
      "id": {
        "name": "id",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "maxLength": 64
        }
      },
      "shareId": {
        "name": "shareId",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "maxLength": 64
        }
      },
      "task": {
        "name": "task",
        "in": "query",
        "description": "The main task unless told.",
        "schema": {
          "type": "string",
          "maxLength": 32
        }
      },
      "offset": {
        "name": "offset",
        "in": "query",
        "description": "In bytes from the first line ever written.",
        "schema": {
          "type": "integer",
          "minimum": 0
        }
      },
      "maxBytes": {
        "name": "maxBytes",
        "in": "query",
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 1048576,
          "default": 65536
        }
      }
    },
    "requestBodies": {
      "Launch": {
        "required": true,
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/LaunchRequest"
            }
          }
        }
      },
      "Share": {
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
      }
    },
    "responses": {
      "Shares": {
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
      "Downtime": {
        "description": "The downtime",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Downtime"
            }
          }
        }
      },
      "Workload": {
        "description": "The workload",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Workload"
            }
          }
        }
      },
      "Snapshot": {
        "description": "The snapshot",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Snapshot"
            }
          }
        }
      },
      "Notices": {
        "description": "How the caller is told",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/NoticeSettings"
            }
          }
        }
      },
      "Refused": {
        "description": "Refused or failed",
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
      "Whose": {
        "type": "string",
        "enum": [
          "mine",
          "shared",
          "all"
        ],
        "default": "mine"
      },
      "SubjectRef": {
        "type": "string",
        "maxLength": 255,
        "pattern": "^(user|group):[a-z0-9._-]+/[a-zA-Z0-9._-]+$",
        "description": "A member of its community (`user:default/ada`), all of that (`group:imagine/members`), a tier of it (`group:imagine/tier-full`), or another group of the caller's session."
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
      "SharedWithMe": {
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
      },
      "Community": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "description": "Id of a community; for a launch one that the caller is a member of."
      },
      "EntityRef": {
        "type": "string",
        "maxLength": 200,
        "description": "Such as aitool:default/jupyterlab"
      },
      "LaunchRequest": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "entityRef",
          "values"
        ],
        "properties": {
          "entityRef": {
            "$ref": "#/components/schemas/EntityRef"
          },
          "values": {
            "type": "object",
            "description": "Groups of fields, as the form names them.",
            "maxProperties": 16,
            "additionalProperties": {
              "type": "object",
              "maxProperties": 64
            }
          },
          "siteId": {
            "type": "string",
            "minLength": 1,
            "maxLength": 128,
            "description": "Where it shall run, as plan and capacity name it, even if it has to wait there. Without it the portal takes the best site."
          },
          "variant": {
            "$ref": "#/components/schemas/Variant"
          },
          "community": {
            "$ref": "#/components/schemas/Community"
          },
          "parameters": {
            "$ref": "#/components/schemas/Parameters"
          },
          "array": {
            "description": "Several at once, each with `ASTROLABE_TASK_INDEX` and `ASTROLABE_TASK_COUNT`. A row's parameters go before the common ones.",
            "type": "object",
            "additionalProperties": false,
            "minProperties": 1,
            "maxProperties": 1,
            "properties": {
              "count": {
                "type": "integer",
                "minimum": 1,
                "maximum": 200
              },
              "rows": {
                "type": "array",
                "minItems": 1,
                "maxItems": 200,
                "items": {
                  "$ref": "#/components/schemas/Parameters"
                }
              }
            }
          },
          "fromSnapshot": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64,
            "description": "The id of a snapshot of the caller, of the same module or tool, that it begins with. It runs where that lies."
          },
          "follow": {
            "type": "boolean",
            "description": "It goes on with each newer commit of its module that has passed the checks of the portal and that the default branch is at. It begins with the newest that has passed, or, while none has, with the newest there is. Only where the form's `canFollow` is true, and no revision is chosen."
          },
          "secrets": {
            "type": "object",
            "writeOnly": true,
            "maxProperties": 8,
            "additionalProperties": {
              "type": "string",
              "minLength": 1,
              "maxLength": 8192
            },
            "description": "Of a launch alone: values of secrets by their names in the form's `secrets`. They are kept as secrets of this workload, given to it alone, and go with it; no answer and no record has them. A restart gets them again, another launch has to give them."
          }
        }
      },
      "Variant": {
        "type": "string",
        "pattern": "^[a-z][a-z0-9-]{0,31}$",
        "description": "The name of one way to launch it, such as batch"
      },
      "Purpose": {
        "type": "string",
        "enum": [
          "interactive",
          "batch",
          "try"
        ]
      },
      "Parameters": {
        "type": "object",
        "description": "Variables of the main task's environment. Names are letters, digits and underscores. Only for what ends by itself.",
        "maxProperties": 64,
        "additionalProperties": {
          "type": "string",
          "maxLength": 4096
        }
      },
      "LaunchForm": {
        "type": "object",
        "required": [
          "entityRef",
          "title",
          "schema",
          "defaults",
          "kind",
          "variants"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "schema": {
            "type": "object",
            "description": "JSON Schema of draft 7"
          },
          "defaults": {
            "type": "object"
          },
          "variant": {
            "$ref": "#/components/schemas/Variant"
          },
          "kind": {
            "type": "string",
            "enum": [
              "service",
              "batch",
              "try",
              "on-demand"
            ]
          },
          "variants": {
            "type": "array",
            "description": "All ways to launch it, the usual one first.",
            "items": {
              "type": "object",
              "required": [
                "kind"
              ],
              "properties": {
                "name": {
                  "$ref": "#/components/schemas/Variant"
                },
                "title": {
                  "type": "string"
                },
                "kind": {
                  "type": "string",
                  "enum": [
                    "service",
                    "batch",
                    "try",
                    "on-demand"
                  ]
                }
              }
            }
          },
          "canFollow": {
            "type": "boolean",
            "description": "It can follow its module; see `follow` of a launch."
          },
          "secrets": {
            "type": "array",
            "description": "Those that may be given with the launch.",
            "items": {
              "$ref": "#/components/schemas/LaunchSecret"
            }
          },
          "translations": {
            "type": "object",
            "description": "What a person sees of it and of its endpoints, in other languages: by language, then by the English text."
          }
        }
      },
      "LaunchSecret": {
        "type": "object",
        "required": [
          "name",
          "isRequired"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "title": {
            "type": "string",
            "description": "What is asked for"
          },
          "isRequired": {
            "type": "boolean",
            "description": "It has to be given."
          },
          "from": {
            "type": "string",
            "description": "The secret of the caller or their community that it is otherwise."
          },
          "state": {
            "type": "string",
            "enum": [
              "ready",
              "missing",
              "expired"
            ],
            "description": "Whether that one can be used."
          }
        }
      },
      "Reason": {
        "type": "object",
        "required": [
          "code",
          "message"
        ],
        "properties": {
          "code": {
            "type": "string",
            "description": "Of a closed list; see docs/scientist.md"
          },
          "message": {
            "type": "string",
            "description": "In English"
          },
          "evidence": {
            "type": "string",
            "description": "Word for word"
          },
          "nextStep": {
            "type": "string",
            "description": "In English"
          },
          "progress": {
            "type": "number",
            "minimum": 0,
            "maximum": 1
          },
          "text": {
            "type": "string",
            "description": "Which known sentence `message` and `nextStep` are, such as `exited-with-error.exitCode`, so that it can be translated. Missing where they are somebody else's words."
          },
          "params": {
            "type": "object",
            "description": "What is filled in there: a text, a number, amounts of resources, or another reason."
          }
        }
      },
      "LaunchPlan": {
        "type": "object",
        "required": [
          "sites",
          "resources",
          "lifetime",
          "quotas"
        ],
        "properties": {
          "quotas": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/QuotaUse"
            }
          },
          "sites": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PlannedSite"
            }
          },
          "resources": {
            "type": "object"
          },
          "lifetime": {
            "type": "object"
          }
        }
      },
      "NoticePreferences": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "afterSeconds",
          "mail",
          "language"
        ],
        "properties": {
          "afterSeconds": {
            "type": [
              "integer",
              "null"
            ],
            "minimum": 0,
            "maximum": 2592000,
            "description": "Nothing is told of what took less since its launch. 0: everything is told; null: nothing is."
          },
          "mail": {
            "type": "boolean"
          },
          "language": {
            "type": "string",
            "enum": [
              "en",
              "es"
            ]
          }
        }
      },
      "NoticeInbox": {
        "type": "object",
        "required": [
          "items",
          "unread"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "workloadId",
                "title",
                "kind",
                "at",
                "isRead"
              ],
              "properties": {
                "workloadId": {
                  "type": "string"
                },
                "title": {
                  "type": "string"
                },
                "kind": {
                  "type": "string",
                  "enum": [
                    "ready",
                    "completed",
                    "failed",
                    "idle-first",
                    "idle-last",
                    "idle-stopped",
                    "updated",
                    "update-failed"
                  ]
                },
                "at": {
                  "type": "string",
                  "format": "date-time"
                },
                "isRead": {
                  "type": "boolean"
                },
                "groupSize": {
                  "type": "integer",
                  "description": "When it tells of all that were launched together"
                }
              }
            }
          },
          "unread": {
            "type": "integer"
          }
        }
      },
      "NoticeSettings": {
        "type": "object",
        "required": [
          "afterSeconds",
          "mail",
          "language",
          "sendsMail"
        ],
        "properties": {
          "afterSeconds": {
            "type": [
              "integer",
              "null"
            ]
          },
          "mail": {
            "type": "boolean"
          },
          "language": {
            "type": "string",
            "enum": [
              "en",
              "es"
            ]
          },
          "sendsMail": {
            "type": "boolean",
            "description": "Whether this portal does"
          },
          "mailAddress": {
            "type": "string",
            "description": "Where mail goes; missing where the portal knows none"
          }
        }
      },
      "PlannedSite": {
        "type": "object",
        "required": [
          "title",
          "engine",
          "verdict"
        ],
        "properties": {
          "siteId": {
            "type": "string",
            "description": "Missing where an engine does not answer whose sites the portal does not know yet."
          },
          "title": {
            "type": "string"
          },
          "engine": {
            "type": "string"
          },
          "verdict": {
            "type": "string",
            "enum": [
              "now",
              "later",
              "never",
              "unknown"
            ],
            "description": "`unknown`: its engine does not answer. Nothing goes there unless it is chosen."
          },
          "reason": {
            "$ref": "#/components/schemas/Reason"
          },
          "priority": {
            "type": "integer",
            "description": "From 1 to 100, where its engine has that: who has more comes first."
          }
        }
      },
      "FieldChange": {
        "type": "object",
        "required": [
          "path",
          "from",
          "to"
        ],
        "properties": {
          "path": {
            "type": "string",
            "description": "`group.field`"
          },
          "from": {
            "description": "What was asked; null: nothing"
          },
          "to": {
            "description": "What is asked instead; null: nothing"
          }
        }
      },
      "LaunchAdvice": {
        "type": "object",
        "required": [
          "rows",
          "suggestions",
          "isComplete"
        ],
        "properties": {
          "rows": {
            "type": "array",
            "description": "The request itself first.",
            "items": {
              "type": "object",
              "required": [
                "changes",
                "hasRoom",
                "sites",
                "verifiedAt"
              ],
              "properties": {
                "changes": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/FieldChange"
                  }
                },
                "hasRoom": {
                  "type": "boolean",
                  "description": "It fits its quotas"
                },
                "sites": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/PlannedSite"
                  }
                },
                "verifiedAt": {
                  "type": "string",
                  "format": "date-time"
                }
              }
            }
          },
          "suggestions": {
            "type": "array",
            "description": "The least change first.",
            "items": {
              "type": "object",
              "required": [
                "changes",
                "sites",
                "verifiedAt"
              ],
              "properties": {
                "changes": {
                  "type": "array",
                  "minItems": 1,
                  "items": {
                    "$ref": "#/components/schemas/FieldChange"
                  }
                },
                "sites": {
                  "type": "array",
                  "description": "Where it can start now.",
                  "minItems": 1,
                  "items": {
                    "$ref": "#/components/schemas/PlannedSite"
                  }
                },
                "verifiedAt": {
                  "type": "string",
                  "format": "date-time"
                }
              }
            }
          },
          "isComplete": {
            "type": "boolean",
            "description": "False when time ran out before all alternatives were asked about."
          }
        }
      },
      "QuotaUse": {
        "type": "object",
        "required": [
          "quotaId",
          "per",
          "resource",
          "limit",
          "used",
          "asked"
        ],
        "properties": {
          "quotaId": {
            "type": "string",
            "description": "`tier`: it comes with the caller's tier"
          },
          "title": {
            "type": "string"
          },
          "per": {
            "type": "string",
            "enum": [
              "person",
              "all"
            ],
            "description": "Whether the caller's workloads alone count, or those of all whom it is for."
          },
          "resource": {
            "type": "string",
            "enum": [
              "workloads",
              "cpuCores",
              "memoryBytes",
              "diskBytes",
              "gpuCount"
            ]
          },
          "gpuModel": {
            "type": "string",
            "description": "The only GPUs that count"
          },
          "limit": {
            "type": "number"
          },
          "used": {
            "type": "number"
          },
          "asked": {
            "type": "number",
            "description": "By the request in question"
          }
        }
      },
      "Capacity": {
        "type": "object",
        "required": [
          "items",
          "unreachable"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "siteId",
                "title",
                "engine",
                "total",
                "free"
              ],
              "properties": {
                "siteId": {
                  "type": "string"
                },
                "title": {
                  "type": "string"
                },
                "engine": {
                  "type": "string"
                },
                "total": {
                  "type": "object",
                  "description": "Of nodes that take work"
                },
                "free": {
                  "type": "object"
                },
                "nodes": {
                  "type": "object",
                  "required": [
                    "ready",
                    "closed",
                    "down"
                  ],
                  "properties": {
                    "ready": {
                      "type": "integer",
                      "description": "They take work"
                    },
                    "closed": {
                      "type": "integer",
                      "description": "They are closed for new work, or being emptied"
                    },
                    "down": {
                      "type": "integer",
                      "description": "They do not answer"
                    }
                  }
                },
                "downtimes": {
                  "type": "array",
                  "description": "When it will be down, or is",
                  "items": {
                    "$ref": "#/components/schemas/Downtime"
                  }
                },
                "gpuModels": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": [
                      "model",
                      "total",
                      "eligible",
                      "used",
                      "free"
                    ],
                    "properties": {
                      "model": {
                        "type": "string"
                      },
                      "total": {
                        "type": "integer",
                        "description": "On all nodes, broken ones too"
                      },
                      "eligible": {
                        "type": "integer",
                        "description": "That work, on nodes that take work"
                      },
                      "used": {
                        "type": "integer",
                        "description": "That somebody has, on closed nodes too"
                      },
                      "free": {
                        "type": "integer",
                        "description": "Eligible, and nobody's"
                      }
                    }
                  }
                }
              }
            }
          },
          "unreachable": {
            "type": "array",
            "description": "Engines that do not answer, and why.",
            "items": {
              "type": "object",
              "required": [
                "engine",
                "reason"
              ],
              "properties": {
                "engine": {
                  "type": "string"
                },
                "reason": {
                  "$ref": "#/components/schemas/Reason"
                }
              }
            }
          }
        }
      },
      "State": {
        "type": "string",
        "enum": [
          "queued",
          "starting",
          "running",
          "stopping",
          "stopped",
          "completed",
          "failed",
          "lost"
        ]
      },
      "Workload": {
        "type": "object",
        "required": [
          "id",
          "title",
          "entityRef",
          "ownerRef",
          "community",
          "state",
          "reason",
          "createdAt"
        ],
        "properties": {
          "id": {
            "type": "string",
            "description": "UUIDv7"
          },
          "title": {
            "type": "string"
          },
          "entityRef": {
            "type": "string"
          },
          "ownerRef": {
            "type": "string"
          },
          "community": {
            "$ref": "#/components/schemas/Community"
          },
          "engine": {
            "type": "string"
          },
          "siteId": {
            "type": "string"
          },
          "siteTitle": {
            "type": "string",
            "description": "For people"
          },
          "desired": {
            "type": "string",
            "enum": [
              "run",
              "stop",
              "delete"
            ]
          },
          "state": {
            "$ref": "#/components/schemas/State"
          },
          "reason": {
            "$ref": "#/components/schemas/Reason"
          },
          "queue": {
            "$ref": "#/components/schemas/Queue"
          },
          "resources": {
            "type": "object"
          },
          "lifetime": {
            "type": "object"
          },
          "endpoints": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "name",
                "title",
                "url",
                "ready"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "title": {
                  "type": "string"
                },
                "url": {
                  "type": "string"
                },
                "ready": {
                  "type": "boolean"
                }
              }
            }
          },
          "tasks": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "accounts": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Ids of its owner's linked storages that it mounts; for its owner alone."
          },
          "storage": {
            "type": "string",
            "enum": [
              "mount",
              "copy"
            ],
            "description": "How storages come into it; missing where it has none."
          },
          "terminals": {
            "type": "array",
            "description": "Those of its tasks that a terminal can be opened in; missing are all.",
            "items": {
              "type": "string"
            }
          },
          "createdAt": {
            "type": "string",
            "format": "date-time"
          },
          "changedAt": {
            "type": "string",
            "format": "date-time"
          },
          "startedAt": {
            "type": "string",
            "format": "date-time"
          },
          "endsAt": {
            "type": "string",
            "format": "date-time"
          },
          "keepsFiles": {
            "type": "boolean",
            "description": "Once it has ended, a restart finds its files again; else it begins with an empty folder."
          },
          "takesSnapshots": {
            "type": "boolean",
            "description": "Its site takes snapshots"
          },
          "idle": {
            "type": "object",
            "description": "Where nobody uses it: that it will be stopped, or that this was put off.",
            "required": [
              "warnings"
            ],
            "properties": {
              "warnings": {
                "type": "integer",
                "description": "Of two"
              },
              "since": {
                "type": "string",
                "format": "date-time"
              },
              "stopsAt": {
                "type": "string",
                "format": "date-time"
              },
              "snoozedUntil": {
                "type": "string",
                "format": "date-time"
              },
              "files": {
                "type": "string",
                "enum": [
                  "kept",
                  "lost",
                  "saved"
                ],
                "description": "What becomes of its files when it is stopped; `saved` is lost after a snapshot, where there is room for one."
              }
            }
          },
          "follow": {
            "type": "object",
            "description": "How it follows its module; missing where it cannot.",
            "required": [
              "isOn"
            ],
            "properties": {
              "isOn": {
                "type": "boolean"
              },
              "commit": {
                "type": "string",
                "description": "What it runs; missing while it has never followed, the newest of the default branch when it was started."
              },
              "since": {
                "type": "string",
                "format": "date-time"
              },
              "trying": {
                "type": "object",
                "description": "It is on its way to `commit`.",
                "required": [
                  "at"
                ],
                "properties": {
                  "from": {
                    "type": "string",
                    "description": "What it ran before"
                  },
                  "at": {
                    "type": "string",
                    "format": "date-time"
                  }
                }
              },
              "refused": {
                "type": "object",
                "description": "What it did not go on with, and why.",
                "required": [
                  "commit",
                  "at",
                  "reason"
                ],
                "properties": {
                  "commit": {
                    "type": "string"
                  },
                  "at": {
                    "type": "string",
                    "format": "date-time"
                  },
                  "reason": {
                    "$ref": "#/components/schemas/Reason"
                  }
                }
              }
            }
          },
          "group": {
            "type": "object",
            "description": "Where it stands among those that were launched with it.",
            "required": [
              "id",
              "index",
              "size"
            ],
            "properties": {
              "id": {
                "type": "string"
              },
              "index": {
                "type": "integer",
                "description": "From 0"
              },
              "size": {
                "type": "integer",
                "description": "How many were launched"
              },
              "states": {
                "type": "object",
                "description": "How many are in each state; in grouped lists.",
                "additionalProperties": {
                  "type": "integer"
                }
              }
            }
          },
          "shared": {
            "$ref": "#/components/schemas/SharedWithMe"
          },
          "request": {
            "$ref": "#/components/schemas/LaunchRequest",
            "description": "Where one workload is asked for; without its values, where it is another's."
          }
        }
      },
      "Queue": {
        "type": "object",
        "required": [
          "resource",
          "position",
          "ahead",
          "total",
          "since"
        ],
        "description": "While it waits for room: where it stands among those that wait at its site for the same. A few seconds old at most; no engine is asked for it.",
        "properties": {
          "resource": {
            "type": "string",
            "enum": [
              "gpu",
              "cpu"
            ],
            "description": "GPUs, or processors and memory alone."
          },
          "position": {
            "type": "integer",
            "minimum": 1
          },
          "ahead": {
            "type": "integer",
            "minimum": 0,
            "description": "Those that came earlier"
          },
          "total": {
            "type": "integer",
            "minimum": 1
          },
          "since": {
            "type": "string",
            "format": "date-time"
          },
          "wait": {
            "type": "object",
            "required": [
              "p50Seconds",
              "p80Seconds",
              "samples",
              "at"
            ],
            "description": "How much longer it waits, estimated from earlier runs. Missing where too little has run yet, or its engine does not say what it has.",
            "properties": {
              "p50Seconds": {
                "type": "integer",
                "description": "In half of all cases it is not longer."
              },
              "p80Seconds": {
                "type": "integer",
                "description": "In four of five cases it is not longer."
              },
              "samples": {
                "type": "integer",
                "description": "Earlier runs it is told from"
              },
              "at": {
                "type": "string",
                "format": "date-time",
                "description": "Counted from"
              }
            }
          }
        }
      },
      "WorkloadPage": {
        "type": "object",
        "required": [
          "items",
          "totalItems",
          "purposes"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Workload"
            }
          },
          "totalItems": {
            "type": "integer"
          },
          "purposes": {
            "type": "object",
            "description": "How many there are for each purpose.",
            "required": [
              "interactive",
              "batch",
              "try"
            ],
            "properties": {
              "interactive": {
                "type": "integer"
              },
              "batch": {
                "type": "integer"
              },
              "try": {
                "type": "integer"
              }
            }
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "WorkloadEvent": {
        "type": "object",
        "required": [
          "at",
          "state",
          "reason"
        ],
        "properties": {
          "at": {
            "type": "string",
            "format": "date-time"
          },
          "state": {
            "$ref": "#/components/schemas/State"
          },
          "reason": {
            "$ref": "#/components/schemas/Reason"
          }
        }
      },
      "LogChunk": {
        "type": "object",
        "required": [
          "task",
          "text",
          "nextOffset",
          "truncated"
        ],
        "properties": {
          "task": {
            "type": "string"
          },
          "text": {
            "type": "string"
          },
          "nextOffset": {
            "type": "integer"
          },
          "truncated": {
            "type": "boolean"
          }
        }
      },
      "Downtime": {
        "type": "object",
        "required": [
          "id",
          "siteId",
          "siteTitle",
          "from",
          "until",
          "why",
          "announcedAt"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "siteId": {
            "type": "string"
          },
          "siteTitle": {
            "type": "string",
            "description": "For people"
          },
          "from": {
            "type": "string",
            "format": "date-time"
          },
          "until": {
            "type": "string",
            "format": "date-time"
          },
          "why": {
            "type": "string"
          },
          "announcedAt": {
            "type": "string",
            "format": "date-time"
          },
          "cancelledAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "StorageStatus": {
        "type": "object",
        "required": [
          "mode",
          "state"
        ],
        "properties": {
          "account": {
            "type": "string",
            "description": "Its id, for the workload's owner alone."
          },
          "mode": {
            "type": "string",
            "enum": [
              "mount",
              "copy"
            ]
          },
          "readOnly": {
            "type": "boolean",
            "description": "Nothing is copied back."
          },
          "state": {
            "type": "string",
            "enum": [
              "unknown",
              "answers",
              "silent",
              "copying-in",
              "copied-in",
              "copying-back",
              "copied-back",
              "left"
            ],
            "description": "Of one that is mounted: whether it answers. Of one that is copied: where its copies are; `left` are changes that have not come into the storage."
          },
          "since": {
            "type": "string",
            "format": "date-time"
          },
          "reason": {
            "type": "string"
          },
          "triesUntil": {
            "type": "string",
            "format": "date-time",
            "description": "Of what is left: until when it is tried again."
          },
          "answersMs": {
            "type": "number"
          },
          "writesBytesPerSecond": {
            "type": "number"
          },
          "readsBytesPerSecond": {
            "type": "number"
          },
          "files": {
            "type": "number"
          },
          "bytes": {
            "type": "number"
          },
          "totalBytes": {
            "type": "number"
          },
          "beside": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Files that both sides had changed: what the workload's is called now, the first few."
          }
        }
      },
      "UsageReport": {
        "type": "object",
        "required": [
          "generation",
          "range",
          "resources",
          "samples",
          "everySeconds"
        ],
        "properties": {
          "generation": {
            "type": "integer"
          },
          "range": {
            "type": "string",
            "enum": [
              "hour",
              "day",
              "month"
            ]
          },
          "resources": {
            "type": "object",
            "description": "What it was given"
          },
          "everySeconds": {
            "type": "number",
            "description": "How often it is measured; 0, where nothing is"
          },
          "samples": {
            "type": "array",
            "description": "Oldest first. What an engine could not tell is missing, and never 0.",
            "items": {
              "type": "object",
              "required": [
                "at",
                "seconds"
              ],
              "properties": {
                "at": {
                  "type": "string",
                  "format": "date-time",
                  "description": "Its begin"
                },
                "seconds": {
                  "type": "number",
                  "description": "How long it was looked at"
                },
                "cpuCores": {
                  "type": "number",
                  "description": "The mean"
                },
                "cpuPeak": {
                  "type": "number"
                },
                "memoryBytes": {
                  "type": "number",
                  "description": "The mean"
                },
                "memoryPeak": {
                  "type": "number"
                },
                "diskBytes": {
                  "type": "number",
                  "description": "The last"
                },
                "gpuShare": {
                  "type": "number",
                  "description": "0 to 1: how busy its GPUs were, the mean"
                }
              }
            }
          }
        }
      },
      "Folder": {
        "type": "object",
        "required": [
          "folder",
          "items",
          "truncated",
          "gone"
        ],
        "properties": {
          "folder": {
            "type": "string"
          },
          "items": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "name",
                "kind",
                "changedAt"
              ],
              "properties": {
                "name": {
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
                  "type": "integer",
                  "description": "Of a file"
                },
                "changedAt": {
                  "type": "string",
                  "format": "date-time"
                }
              }
            }
          },
          "truncated": {
            "type": "boolean",
            "description": "There are more"
          },
          "gone": {
            "type": "boolean",
            "description": "Its site has removed its files, or cannot show these"
          }
        }
      },
      "ArtefactList": {
        "type": "object",
        "required": [
          "items",
          "truncated",
          "gone",
          "kept",
          "notKept",
          "limits"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "path",
                "bytes",
                "changedAt"
              ],
              "properties": {
                "path": {
                  "type": "string"
                },
                "bytes": {
                  "type": "integer"
                },
                "changedAt": {
                  "type": "string",
                  "format": "date-time"
                }
              }
            }
          },
          "truncated": {
            "type": "boolean",
            "description": "There are more"
          },
          "gone": {
            "type": "boolean",
            "description": "Its site has removed its files, and none are kept"
          },
          "kept": {
            "type": "boolean",
            "description": "The portal has its own copy of all but `notKept`: they stay until the workload is deleted"
          },
          "notKept": {
            "type": "array",
            "description": "What goes when its site removes its files",
            "items": {
              "type": "object",
              "required": [
                "path",
                "bytes",
                "reason"
              ],
              "properties": {
                "path": {
                  "type": "string"
                },
                "bytes": {
                  "type": "integer"
                },
                "reason": {
                  "type": "string",
                  "enum": [
                    "file-too-large",
                    "run-full",
                    "person-full",
                    "unreadable"
                  ]
                }
              }
            }
          },
          "limits": {
            "$ref": "#/components/schemas/ArtefactLimits"
          }
        }
      },
      "ArtefactLimits": {
        "type": "object",
        "required": [
          "bytesEach",
          "bytesPerRun",
          "bytesPerPerson"
        ],
        "properties": {
          "bytesEach": {
            "type": "integer",
            "description": "Kept of one file",
            "at most": null
          },
          "bytesPerRun": {
            "type": "integer",
            "description": "Kept of one run",
            "at most": null
          },
          "bytesPerPerson": {
            "type": "integer",
            "description": "Kept of all runs of one person",
            "at most": null
          }
        }
      },
      "SnapshotLimits": {
        "type": "object",
        "required": [
          "bytesEach",
          "bytesPerPerson",
          "usedBytes",
          "perPerson",
          "used"
        ],
        "properties": {
          "bytesEach": {
            "type": "integer",
            "description": "Of one snapshot",
            "at most": null
          },
          "bytesPerPerson": {
            "type": "integer",
            "description": "Of all of one person",
            "at most": null
          },
          "usedBytes": {
            "type": "integer"
          },
          "perPerson": {
            "type": "integer",
            "description": "How many one may have"
          },
          "used": {
            "type": "integer"
          }
        }
      },
      "SnapshotSize": {
        "type": "object",
        "required": [
          "bytes",
          "limits"
        ],
        "properties": {
          "bytes": {
            "type": "integer"
          },
          "limits": {
            "type": "object",
            "description": "What is used of them is for its owner alone to know",
            "required": [
              "bytesEach",
              "bytesPerPerson",
              "perPerson"
            ],
            "properties": {
              "bytesEach": {
                "type": "integer"
              },
              "bytesPerPerson": {
                "type": "integer"
              },
              "usedBytes": {
                "type": "integer"
              },
              "perPerson": {
                "type": "integer"
              },
              "used": {
                "type": "integer"
              }
            }
          }
        }
      },
      "Snapshot": {
        "type": "object",
        "required": [
          "id",
          "title",
          "entityRef",
          "workloadId",
          "state",
          "reason",
          "bytesBefore",
          "createdAt"
        ],
        "properties": {
          "id": {
            "type": "string",
            "format": "uuid"
          },
          "title": {
            "type": "string"
          },
          "ownerRef": {
            "type": "string"
          },
          "community": {
            "$ref": "#/components/schemas/Community"
          },
          "entityRef": {
            "type": "string",
            "description": "The module or tool it is of"
          },
          "workloadId": {
            "type": "string",
            "description": "It may be gone"
          },
          "variant": {
            "$ref": "#/components/schemas/Variant"
          },
          "engine": {
            "type": "string"
          },
          "siteId": {
            "type": "string"
          },
          "siteTitle": {
            "type": "string"
          },
          "state": {
            "type": "string",
            "enum": [
              "queued",
              "saving",
              "complete",
              "failed",
              "deleting"
            ]
          },
          "reason": {
            "$ref": "#/components/schemas/Reason"
          },
          "bytesBefore": {
            "type": "integer",
            "description": "As measured before"
          },
          "bytesDone": {
            "type": "integer",
            "description": "While it is saved"
          },
          "bytes": {
            "type": "integer",
            "description": "When it is complete"
          },
          "leftOut": {
            "type": "object",
            "required": [
              "secrets",
              "unreadable",
              "names"
            ],
            "properties": {
              "secrets": {
                "type": "integer",
                "description": "Files that held its secrets"
              },
              "unreadable": {
                "type": "integer",
                "description": "Files that could not be read"
              },
              "names": {
                "description": "Some of both.",
                "type": "array",
                "items": {
                  "type": "string"
                }
              }
            }
          },
          "shared": {
            "$ref": "#/components/schemas/SharedWithMe"
          },
          "request": {
            "$ref": "#/components/schemas/LaunchRequest"
          },
          "createdAt": {
            "type": "string",
            "format": "date-time"
          },
          "changedAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "EndpointPassword": {
        "type": "object",
        "required": [
          "endpoint",
          "setAt"
        ],
        "properties": {
          "endpoint": {
            "type": "string"
          },
          "setAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "NewEndpointPassword": {
        "type": "object",
        "required": [
          "endpoint",
          "setAt",
          "password"
        ],
        "properties": {
          "endpoint": {
            "type": "string"
          },
          "setAt": {
            "type": "string",
            "format": "date-time"
          },
          "password": {
            "type": "string"
          }
        }
      },
      "EndpointTicket": {
        "type": "object",
        "required": [
          "url",
          "token",
          "expiresAt"
        ],
        "properties": {
          "url": {
            "type": "string"
          },
          "token": {
            "type": "string"
          },
          "expiresAt": {
            "type": "string",
            "format": "date-time"
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
              },
              "problems": {
                "type": "array",
                "items": {
                  "type": "object",
                  "required": [
                    "path",
                    "message"
                  ],
                  "properties": {
                    "path": {
                      "type": "string"
                    },
                    "message": {
                      "type": "string"
                    },
                    "allowed": {
                      "type": "array"
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
} as const;
