// @ts-check

/**
 * What runs of a module may go on with newer commits of it. Whether it does is a column
 * of its own, so that those are found without reading all.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('workloads', table => {
    table.text('follow');
    table.boolean('follows').notNullable().defaultTo(false);
    table.index(['follows'], 'workloads_follows_index');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('workloads', table => {
    table.dropIndex(['follows'], 'workloads_follows_index');
    table.dropColumn('follows');
    table.dropColumn('follow');
  });
};
