// @ts-check

/**
 * Says of each way in who was let in, so that it ends when they may not any
 * more, and what the session said of whom no provider tells.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('endpoint_passes', table => {
    table.string('person_ref').comment('Missing: the owner');
  });
  await knex.schema.createTable('said_refs', table => {
    table.comment('What people belong to whom no provider tells of');
    table.string('person_ref').primary();
    table.text('refs').notNullable().comment('JSON: ownership claims');
    table.string('said_at', 32).notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('said_refs');
  await knex.schema.alterTable('endpoint_passes', table => {
    table.dropColumn('person_ref');
  });
};
