// @ts-check

/**
 * What a workload changed in a copy of a storage and could not be copied back is
 * deleted with it only for who has said so: that is remembered with the wish.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('workloads', table => {
    table.boolean('gives_up').notNullable().defaultTo(false);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('workloads', table => {
    table.dropColumn('gives_up');
  });
};
