// @ts-check

/**
 * Adds what a source has said of its last whole read, such as what of it is not shown.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('asset_sources', table => {
    table.text('note').nullable().comment('For people; nothing is wrong');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('asset_sources', table => {
    table.dropColumn('note');
  });
};
