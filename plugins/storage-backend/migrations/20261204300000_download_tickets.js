// @ts-check

/**
 * Creates the room for addresses from which a browser downloads a file without
 * a session in its header. A stolen table opens nothing: only hashes are kept.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('download_tickets', table => {
    table.comment(
      'What may be downloaded by address for a moment, one row each',
    );
    table.string('hash', 64).primary().comment('SHA-256 of the ticket');
    table.string('owner_ref', 255).notNullable();
    table.string('storage', 63).notNullable();
    table.text('path').notNullable();
    table.string('expires_at', 30).notNullable();
    table.index(['expires_at'], 'download_tickets_expires_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('download_tickets');
};
