// @ts-check

/**
 * What the default branch of a repository was at when it was read last: what follows a
 * module goes on with that, without asking its forge.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('published_repositories', table => {
    table
      .string('tip', 40)
      .notNullable()
      .defaultTo('')
      .comment('40 digits; empty: it was not read yet, or is empty');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('published_repositories', table => {
    table.dropColumn('tip');
  });
};
