// @ts-check

/**
 * Adds which pull request a commit was proposed by.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('check_runs', table => {
    table.integer('pull_request').comment('Its number at the forge');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('check_runs', table => {
    table.dropColumn('pull_request');
  });
};
