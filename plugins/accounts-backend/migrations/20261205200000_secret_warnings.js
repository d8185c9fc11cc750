// @ts-check

/**
 * Of what end of a secret its keepers were told; and those of a workload are found
 * when it goes.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('secrets', table => {
    table
      .string('told', 8)
      .comment('soon, over, or nothing since its last value');
    table.index(['expires_at'], 'secrets_by_end');
    table.index(['workload_id'], 'secrets_by_workload');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('secrets', table => {
    table.dropIndex(['workload_id'], 'secrets_by_workload');
    table.dropIndex(['expires_at'], 'secrets_by_end');
    table.dropColumn('told');
  });
};
