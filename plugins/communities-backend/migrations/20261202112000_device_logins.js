// @ts-check

/**
 * Creates the room for programs that wait to be let in. Rows live ten minutes;
 * one is gone as soon as its program has its token.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('device_logins', table => {
    table.comment('Programs that ask a person to let them in');
    table.string('device_hash', 64).primary().comment('SHA-256 of its code');
    table.string('user_code', 16).notNullable();
    table.string('client', 100).notNullable().comment('As it calls itself');
    table.text('scopes').notNullable().comment('Separated by spaces');
    table.string('address', 64).nullable();
    table.string('created_at', 30).notNullable();
    table.string('expires_at', 30).notNullable();
    table.string('asked_at', 30).nullable().comment('The last time');
    table.string('state', 16).notNullable();
    table.string('person_ref', 255).nullable().comment('Who decided');
    table.unique(['user_code'], { indexName: 'device_logins_code_idx' });
    table.index(['expires_at'], 'device_logins_expires_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('device_logins');
};
