// @ts-check

/**
 * How often each kind of page of a community's portal was opened, by day. There
 * is no person, address or time of day in it, and nothing that leads to one.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('page_views', table => {
    table.comment('Openings of pages, counted');
    table.string('community', 63).notNullable();
    table.string('day', 10).notNullable().comment('UTC, YYYY-MM-DD');
    table.string('page', 80).notNullable().comment('Such as /tools/*');
    table.integer('views').notNullable();
    table.primary(['community', 'day', 'page']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('page_views');
};
