// @ts-check

const INDEX = 'workloads_entity_idx';

/**
 * What was launched of an asset is asked for whenever the asset is shown.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('workloads', table => {
    table.index(['entity_ref', 'kind'], INDEX);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('workloads', table => {
    table.dropIndex(['entity_ref', 'kind'], INDEX);
  });
};
