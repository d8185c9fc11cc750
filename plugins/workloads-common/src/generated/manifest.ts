/* Made by scripts/generate.mjs from schemas/. Do not edit. */
/**
 * How a tool or module is launched: a form, and a workload whose values are expressions over the form. See docs/tool-author.md.
 */
export interface Manifest {
  /**
   * JSON Schema (draft-07) of what a person fills in: an object of groups, each an object of fields. `x-unit` names a number's unit; `x-limit` names the tier limit that lowers its maximum; `x-formerly` the `group.field` that it was before.
   */
  form: {
    type: 'object';
    properties: {
      [k: string]: {};
    };
  };
  /**
   * Of a shared manifest: what a person sees of form and endpoints, in other languages: by language, then by the English text.
   */
  translations?: {
    [k: string]: {
      [k: string]: string;
    };
  };
  /**
   * A workload (workload.schema.json) in which any text may be `${{ form.group.field }}`, and in which an object may carry `$if`: it is left out unless that expression is true.
   */
  workload: {};
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
      "description": "JSON Schema (draft-07) of what a person fills in: an object of groups, each an object of fields. `x-unit` names a number's unit; `x-limit` names the tier limit that lowers its maximum; `x-formerly` the `group.field` that it was before.",
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
    "translations": {
      "description": "Of a shared manifest: what a person sees of form and endpoints, in other languages: by language, then by the English text.",
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
    "workload": {
      "description": "A workload (workload.schema.json) in which any text may be `${{ form.group.field }}`, and in which an object may carry `$if`: it is left out unless that expression is true.",
      "type": "object"
    }
  }
};
