// @ts-check

/**
 * A community may have a place of its own in the registry. It is remembered with
 * each snapshot, so that one is found again after the community has another.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('snapshots', table => {
    table.string('registry_project', 200).nullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('snapshots', table => {
    table.dropColumn('registry_project');
  });
};
