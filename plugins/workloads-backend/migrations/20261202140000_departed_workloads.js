// @ts-check

/**
 * Remembers which workloads were deleted: an engine may have something of one that
 * a portal submitted that was killed, and that may be taken away. What this database
 * never knew belongs to another one, or to a later state of this one: it stays.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('departed_workloads', table => {
    table.comment('Workloads that were here and were deleted');
    table.string('id', 36).primary();
    table.string('departed_at', 32).notNullable();
  });
  // Of those that were deleted before, the history of runs knows.
  await knex.raw(
    `insert into departed_workloads (id, departed_at)
     select distinct workload_id, cast(? as varchar(32)) from workload_runs
     where workload_id not in (select id from workloads)`,
    [new Date().toISOString()],
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('departed_workloads');
};
