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
    }
  }
};
