// @ts-check

/**
 * Creates the room for what lies idle: when each workload was last used, and
 * what its owner was told of it.
 *
 * Use is noted often and by itself; a warning is part of the workload's own row,
 * so that it is given once, with its notice, whoever looks at the same time.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('workload_activity', table => {
    table.comment('When somebody or something last used a workload');
    table
      .string('workload_id', 36)
      .primary()
      .references('id')
      .inTable('workloads')
      .onDelete('CASCADE');
    table.string('used_at', 30).notNullable();
    table
      .string('looked_at', 30)
      .notNullable()
      .comment('When it was last measured what it uses');
  });
  await knex.schema.alterTable('workloads', table => {
    table.text('idle').nullable().comment('Warnings and snooze, as JSON');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('workloads', table => {
    table.dropColumn('idle');
  });
  await knex.schema.dropTable('workload_activity');
};
