// @ts-check

/**
 * Of a repository that was not made here, the default branch may be called
 * anything; those that were made here begin on `main`.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('published_repositories', table => {
    table
      .string('branch')
      .notNullable()
      .defaultTo('main')
      .comment('Its default branch, which is read');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('published_repositories', table => {
    table.dropColumn('branch');
  });
};
