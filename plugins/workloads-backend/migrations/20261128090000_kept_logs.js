// @ts-check

/**
 * Creates the room for the logs of what has ended: engines forget them.
 *
 * Pieces of a log are rows of their own, so that a stretch of it can be read
 * without the rest. What ended before this migration is kept when it is next
 * looked for.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('kept_logs', table => {
    table.comment('The ends of the logs of what has ended, piece by piece');
    table
      .string('workload_id', 36)
      .notNullable()
      .references('id')
      .inTable('workloads')
      .onDelete('CASCADE');
    table.string('task', 32).notNullable();
    table.bigInteger('start').notNullable().comment('Of its first byte');
    table.binary('bytes').notNullable();
    table.primary(['workload_id', 'task', 'start']);
  });
  await knex.schema.alterTable('workloads', table => {
    table
      .integer('logs_generation')
      .notNullable()
      .defaultTo(0)
      .comment('The generation whose logs are kept');
    table.index(['state', 'logs_generation'], 'workloads_unkept_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('workloads', table => {
    table.dropIndex(['state', 'logs_generation'], 'workloads_unkept_idx');
    table.dropColumn('logs_generation');
  });
  await knex.schema.dropTable('kept_logs');
};
