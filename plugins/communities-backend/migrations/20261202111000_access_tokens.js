// @ts-check

/**
 * Creates the room for access tokens of people's programs. A token itself is
 * nowhere; one that is revoked is gone, and the audit log tells of it.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('access_tokens', table => {
    table.comment('What people gave to programs');
    table.string('id', 36).primary();
    table.string('hash', 64).notNullable().comment('SHA-256 of the token');
    table.string('person_ref', 255).notNullable();
    table.string('title', 100).notNullable();
    table.text('scopes').notNullable().comment('Separated by spaces');
    table.string('created_at', 30).notNullable();
    table.string('expires_at', 30).notNullable();
    table.string('last_used_at', 30).nullable().comment('To the minute');
    table.unique(['hash'], { indexName: 'access_tokens_hash_idx' });
    table.index(['person_ref'], 'access_tokens_person_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('access_tokens');
};
