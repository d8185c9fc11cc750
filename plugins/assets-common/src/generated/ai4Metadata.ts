/* Made by scripts/generate.mjs from schemas/. Do not edit. */
/**
 * Our reading of every published version of ai4-metadata.yml. Each version accepts exactly what its published schema accepts (plugins/assets-common/src/check/published.test.ts compares them).
 */
export interface Ai4Metadata {}

export const ai4MetadataSchema = {
  "$schema": "http://json-schema.org/draft-07/schema#",
  "$id": "https://astrolabe.dev/schemas/ai4-metadata.schema.json",
  "title": "Ai4Metadata",
  "description": "Our reading of every published version of ai4-metadata.yml. Each version accepts exactly what its published schema accepts (plugins/assets-common/src/check/published.test.ts compares them).",
  "type": "object",
  "definitions": {
    "v1.0.0": {
      "type": "object",
      "required": [
        "title",
        "summary",
        "description",
        "date_creation",
        "keywords",
        "license",
        "sources"
      ],
      "properties": {
        "title": {
          "type": "string"
        },
        "summary": {
          "type": "string"
        },
        "description": {
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "date_creation": {
          "type": "string"
        },
        "keywords": {
          "$ref": "#/definitions/FreeTerms"
        },
        "license": {
          "type": "string"
        },
        "cite_url": {
          "type": "string"
        },
        "dataset_url": {
          "type": "string"
        },
        "sources": {
          "type": "object",
          "required": [
            "dockerfile_repo",
            "docker_registry_repo",
            "code"
          ],
          "properties": {
            "dockerfile_repo": {
              "type": "string"
            },
            "docker_registry_repo": {
              "type": "string"
            },
            "code": {
              "type": "string"
            },
            "pre_trained_weights": {
              "type": "string"
            }
          }
        },
        "tosca": {
          "type": "array",
          "items": {
            "type": "object",
            "required": [
              "title",
              "url",
              "inputs"
            ],
            "properties": {
              "title": {
                "type": "string"
              },
              "url": {
                "type": "string"
              },
              "inputs": {
                "type": "array",
                "items": {
                  "type": "string",
                  "enum": [
                    "rclone_conf",
                    "rclone_url",
                    "rclone_vendor",
                    "rclone_user",
                    "rclone_pass"
                  ]
                }
              }
            }
          }
        }
      }
    },
    "v2.0.0": {
      "type": "object",
      "required": [
        "metadata_version",
        "title",
        "summary",
        "description",
        "links",
        "libraries",
        "tasks",
        "categories",
        "tags"
      ],
      "properties": {
        "metadata_version": {
          "type": "string",
          "pattern": "^[0-9]+.[0-9]+.[0-9]+$"
        },
        "title": {
          "type": "string"
        },
        "summary": {
          "type": "string"
        },
        "description": {
          "type": "string"
        },
        "doi": {
          "type": "string"
        },
        "dates": {
          "type": "object",
          "required": [
            "created",
            "updated"
          ],
          "properties": {
            "created": {
              "type": "string"
            },
            "updated": {
              "type": "string"
            }
          }
        },
        "links": {
          "type": "object",
          "required": [
            "source_code"
          ],
          "properties": {
            "source_code": {
              "type": "string"
            },
            "documentation": {
              "type": "string"
            },
            "docker_image": {
              "type": "string"
            },
            "zenodo_doi": {
              "type": "string"
            },
            "dataset": {
              "type": "string"
            },
            "weights": {
              "type": "string"
            },
            "citation": {
              "type": "string"
            },
            "base_model": {
              "type": "string"
            }
          }
        },
        "libraries": {
          "type": "array",
          "uniqueItems": true,
          "items": {
            "$ref": "#/definitions/Library"
          }
        },
        "tasks": {
          "type": "array",
          "uniqueItems": true,
          "items": {
            "$ref": "#/definitions/Task"
          }
        },
        "categories": {
          "type": "array",
          "uniqueItems": true,
          "items": {
            "$ref": "#/definitions/Category"
          }
        },
        "tags": {
          "$ref": "#/definitions/FreeTerms"
        },
        "data-type": {
          "type": "array",
          "uniqueItems": true,
          "items": {
            "$ref": "#/definitions/DataType"
          }
        },
        "tosca": false,
        "sources": false,
        "dataset_url": false,
        "cite_url": false,
        "date_creation": false,
        "keywords": false
      }
    },
    "v2.1.0": {
      "description": "Adds what inference needs.",
      "allOf": [
        {
          "$ref": "#/definitions/v2.0.0"
        },
        {
          "properties": {
            "resources": {
              "type": "object",
              "properties": {
                "inference": {
                  "$ref": "#/definitions/Resources"
                }
              }
            }
          }
        }
      ]
    },
    "v2.2.0": {
      "description": "Adds the address of the metadata itself.",
      "allOf": [
        {
          "$ref": "#/definitions/v2.1.0"
        },
        {
          "properties": {
            "links": {
              "properties": {
                "self": {
                  "type": "string"
                }
              }
            }
          }
        }
      ]
    },
    "v2.3.0": {
      "description": "Adds what training needs.",
      "allOf": [
        {
          "$ref": "#/definitions/v2.2.0"
        },
        {
          "properties": {
            "resources": {
              "properties": {
                "training": {
                  "$ref": "#/definitions/Resources"
                }
              }
            }
          }
        }
      ]
    },
    "FreeTerms": {
      "type": "array",
      "uniqueItems": true,
      "items": {
        "type": "string"
      }
    },
    "Resources": {
      "type": "object",
      "properties": {
        "cpu": {
          "type": "integer",
          "minimum": 0
        },
        "gpu": {
          "type": "integer",
          "minimum": 0
        },
        "memory_MB": {
          "type": "integer",
          "minimum": 0
        },
        "gpu_memory_MB": {
          "type": "integer",
          "minimum": 0
        },
        "gpu_compute_capability": {
          "type": "number",
          "minimum": 0
        },
        "storage_MB": {
          "type": "integer",
          "minimum": 0
        }
      }
    },
    "Library": {
      "type": "string",
      "enum": [
        "TensorFlow",
        "PyTorch",
        "Keras",
        "Scikit-learn",
        "XGBoost",
        "LightGBM",
        "CatBoost",
        "Other"
      ]
    },
    "Task": {
      "type": "string",
      "enum": [
        "Computer Vision",
        "Natural Language Processing",
        "Time Series",
        "Recommender Systems",
        "Anomaly Detection",
        "Regression",
        "Classification",
        "Clustering",
        "Dimensionality Reduction",
        "Generative Models",
        "Graph Neural Networks",
        "Optimization",
        "Reinforcement Learning",
        "Transfer Learning",
        "Uncertainty Estimation",
        "Other"
      ]
    },
    "Category": {
      "type": "string",
      "enum": [
        "AI4 pre trained",
        "AI4 trainable",
        "AI4 inference",
        "AI4 tools"
      ]
    },
    "DataType": {
      "type": "string",
      "enum": [
        "Image",
        "Text",
        "Time Series",
        "Tabular",
        "Graph",
        "Audio",
        "Video",
        "Other"
      ]
    }
  }
};
