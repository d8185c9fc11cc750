// @ts-check

/**
 * Says of each workload with which others it was launched.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('workloads', table => {
    table.string('group_id', 36).nullable().comment('UUIDv7');
    table.integer('group_index').nullable().comment('From 0');
    table.integer('group_size').nullable().comment('How many were launched');
    table.index(['owner_ref', 'kind', 'id'], 'workloads_kind_idx');
    table.index(['group_id', 'id'], 'workloads_group_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('workloads', table => {
    table.dropIndex(['group_id', 'id'], 'workloads_group_idx');
    table.dropIndex(['owner_ref', 'kind', 'id'], 'workloads_kind_idx');
    table.dropColumns('group_id', 'group_index', 'group_size');
  });
};
