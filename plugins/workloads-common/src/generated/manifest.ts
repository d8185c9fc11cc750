/* Made by scripts/generate.mjs from schemas/. Do not edit. */
/**
 * How a tool or module is launched: a form, and a workload whose values are expressions over the form. See docs/tool-author.md.
 */
export interface Manifest {
  form: ManifestForm;
  workload: ManifestWorkload;
  /**
   * Other ways to launch it, by their names: as a batch job, to try it.
   */
  variants?: {
    [k: string]: ManifestVariant;
  };
  /**
   * Of a shared manifest: what a person sees of its forms and endpoints, in other languages: by language, then by the English text.
   */
  translations?: {
    [k: string]: {
      [k: string]: string;
    };
  };
}
/**
 * JSON Schema (draft-07) of what a person fills in: an object of groups, each an object of fields. `x-unit` names a number's unit; `x-limit` names the tier limit that lowers its maximum; `x-gpu-model` is true where a text names the model of GPU; `x-formerly` the `group.field` that it was before. `x-editor` names the language of a text that is a program.
 */
export interface ManifestForm {
  type: 'object';
  properties: {
    [k: string]: {};
  };
}
/**
 * A workload (workload.schema.json) in which any text may be `${{ form.group.field }}`, and in which an object may carry `$if`: it is left out unless that expression is true.
 */
export interface ManifestWorkload {}
export interface ManifestVariant {
  /**
   * Of the choice between them, such as `Batch job`.
   */
  title: string;
  form: ManifestForm;
  workload: ManifestWorkload;
}

export const manifestSchema = {
  "$schema": "http://json-schema.org/draft-07/schema#",
  "$id": "https://astrolabe.dev/schemas/manifest.schema.json",
  "title": "Manifest",
  "description": "How a tool or module is launched: a form, and a workload whose values are expressions over the form. See docs/tool-author.md.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "form",
    "workload"
  ],
  "properties": {
    "form": {
      "$ref": "#/definitions/Form"
    },
    "workload": {
      "$ref": "#/definitions/Workload"
    },
    "variants": {
      "description": "Other ways to launch it, by their names: as a batch job, to try it.",
      "type": "object",
      "maxProperties": 4,
      "propertyNames": {
        "pattern": "^[a-z][a-z0-9-]{0,31}$"
      },
      "additionalProperties": {
        "$ref": "#/definitions/Variant"
      }
    },
    "translations": {
      "description": "Of a shared manifest: what a person sees of its forms and endpoints, in other languages: by language, then by the English text.",
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
    }
  },
  "definitions": {
    "Form": {
      "title": "ManifestForm",
      "description": "JSON Schema (draft-07) of what a person fills in: an object of groups, each an object of fields. `x-unit` names a number's unit; `x-limit` names the tier limit that lowers its maximum; `x-gpu-model` is true where a text names the model of GPU; `x-formerly` the `group.field` that it was before. `x-editor` names the language of a text that is a program.",
      "type": "object",
      "required": [
        "type",
        "properties"
      ],
      "properties": {
        "type": {
          "const": "object"
        },
        "properties": {
          "type": "object",
          "maxProperties": 8,
          "additionalProperties": {
            "type": "object"
          }
        }
      }
    },
    "Workload": {
      "title": "ManifestWorkload",
      "description": "A workload (workload.schema.json) in which any text may be `${{ form.group.field }}`, and in which an object may carry `$if`: it is left out unless that expression is true.",
      "type": "object"
    },
    "Variant": {
      "title": "ManifestVariant",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "title",
        "form",
        "workload"
      ],
      "properties": {
        "title": {
          "description": "Of the choice between them, such as `Batch job`.",
          "type": "string",
          "minLength": 1,
          "maxLength": 40
        },
        "form": {
          "$ref": "#/definitions/Form"
        },
        "workload": {
          "$ref": "#/definitions/Workload"
        }
      }
    }
  }
};
