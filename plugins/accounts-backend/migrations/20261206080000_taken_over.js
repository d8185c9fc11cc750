// @ts-check

/**
 * What was taken over from another portal: what people have removed here since does
 * not come back when it is done again.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('taken_over', table => {
    table.comment('What was taken over from another portal');
    table
      .string('id', 64)
      .primary()
      .comment('Hash of whose it is, and where it was and went');
    table.string('owner_ref').notNullable();
    table.text('organisation').notNullable().comment('There');
    table.text('path').notNullable().comment('There');
    table.string('community').notNullable().comment('Here, or empty');
    table.string('by').notNullable();
    table.string('at', 32).notNullable().comment('ISO 8601, UTC');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('taken_over');
};
