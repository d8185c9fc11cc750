// @ts-check

/**
 * Remembers what people call the site of a workload: a list says it without
 * asking an engine, even one that is not there any more.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('workloads', table => {
    table.text('site_title').comment('As it was called at the launch');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('workloads', table => {
    table.dropColumn('site_title');
  });
};
