// @ts-check

/**
 * Creates the room for what workloads use, and for whose turn it is to look.
 *
 * A sample is a row as it was measured; what is a day old is put together into
 * one row an hour. Both are in one table, told apart by how long they hold, so
 * that a page reads one range.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('usage_samples', table => {
    table.comment('What runs used; null: it was not known');
    table
      .string('workload_id', 36)
      .notNullable()
      .references('id')
      .inTable('workloads')
      .onDelete('CASCADE');
    table.integer('generation').notNullable();
    table.string('at', 30).notNullable().comment('When the stretch began');
    table.double('seconds').notNullable().comment('How long it was looked at');
    table
      .integer('grain')
      .notNullable()
      .comment('0: as measured; 3600: of an hour, put together');
    table.double('cpu_cores').nullable();
    table.double('cpu_peak').nullable();
    table.double('memory_bytes').nullable();
    table.double('memory_peak').nullable();
    table.double('disk_bytes').nullable();
    table.double('gpu_share').nullable();
    table.primary(['workload_id', 'generation', 'at', 'grain']);
    table.index(['grain', 'at'], 'usage_samples_age_idx');
  });
  await knex.schema.createTable('chores', table => {
    table.comment('What one of all replicas does now and then');
    table.string('name', 100).primary();
    table.string('due_at', 30).notNullable().comment('When it is next done');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('chores');
  await knex.schema.dropTable('usage_samples');
};
