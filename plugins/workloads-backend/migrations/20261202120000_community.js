// @ts-check

/**
 * Says of each workload and snapshot in which community it was made. Those from
 * before are of the portal itself.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('workloads', table => {
    table.string('community', 32).notNullable().defaultTo('default');
    table.index(['owner_ref', 'community', 'id'], 'workloads_community_idx');
  });
  await knex.schema.alterTable('snapshots', table => {
    table.string('community', 32).notNullable().defaultTo('default');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('snapshots', table => {
    table.dropColumn('community');
  });
  await knex.schema.alterTable('workloads', table => {
    table.dropIndex(
      ['owner_ref', 'community', 'id'],
      'workloads_community_idx',
    );
    table.dropColumn('community');
  });
};
