// @ts-check

/**
 * Creates the history of runs, from which waits are estimated.
 *
 * It outlives the workloads and says nothing of whose they were: how long a
 * run of something takes does not depend on it, and what people did a year ago
 * is not ours to keep.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('workload_runs', table => {
    table.comment('Each run: when it came, got its place and ended');
    table.string('workload_id', 36).notNullable().comment('May be gone');
    table.integer('generation').notNullable();
    table.string('engine').notNullable();
    table.string('site_id').notNullable();
    table.string('entity_ref').notNullable().comment('What it came from');
    table.string('kind', 16).notNullable().comment('Of its lifetime');
    table.double('cpu_cores').notNullable();
    table.double('memory_bytes').notNullable();
    table.integer('gpu_count').notNullable();
    table.string('gpu_model').nullable();
    table.integer('time_to_live_seconds').nullable();
    table.string('queued_at', 32).notNullable();
    table.string('placed_at', 32).nullable().comment('Since then it holds');
    table.string('ended_at', 32).nullable();
    table.string('ending', 32).nullable().comment('Reason code');
    table.string('foretold_at', 32).nullable();
    table.double('model_p50_seconds').nullable().comment('Before correction');
    table.double('model_p80_seconds').nullable();
    table.double('told_p50_seconds').nullable().comment('As people saw it');
    table.double('told_p80_seconds').nullable();
    table.primary(['workload_id', 'generation']);
    table.index(['ended_at'], 'workload_runs_ended_idx');
    table.index(['foretold_at'], 'workload_runs_foretold_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('workload_runs');
};
