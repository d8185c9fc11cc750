// @ts-check

/**
 * What is new to somebody is known by the number of the change that brought it,
 * and no longer by a time: one taken while a transaction still runs is before
 * that of who looks meanwhile and does not see it yet. What is there now is new
 * to nobody.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('assets', table => {
    table
      .bigInteger('added_seq')
      .comment('Number of the change with which it came, or came back');
  });
  await knex.schema.alterTable('saved_searches', table => {
    table
      .bigInteger('looked_seq')
      .notNullable()
      .defaultTo(0)
      .comment('The last change that they saw when they last looked');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('saved_searches', table => {
    table.dropColumn('looked_seq');
  });
  await knex.schema.alterTable('assets', table => {
    table.dropColumn('added_seq');
  });
};
