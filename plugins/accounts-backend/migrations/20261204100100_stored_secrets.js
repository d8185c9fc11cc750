// @ts-check

/**
 * Values of secrets, enciphered: the embedded store. The keys that open them
 * are in a file outside of the database.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('stored_secrets', table => {
    table.comment('Enciphered values of secrets');
    table.string('path', 700).primary().comment('Names with / between them');
    table.integer('version').notNullable();
    table.string('key_id', 32).notNullable().comment('Of the key file');
    table.text('data_key').notNullable().comment('Enciphered with that key');
    table.text('data').notNullable().comment('Enciphered with the data key');
    table.index(['key_id'], 'stored_secrets_by_key');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('stored_secrets');
};
