// @ts-check

/**
 * A repository may be a tool, too: which commit what is stored of it is from, and what
 * its environment is made of, so that only what the operator has agreed to ever runs.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('published_repositories', table => {
    table
      .string('kind', 10)
      .notNullable()
      .defaultTo('module')
      .comment('Of the asset: module or tool');
    table
      .string('read_commit', 64)
      .notNullable()
      .defaultTo('')
      .comment('Of a tool: what its file is from; empty: not known yet');
    table
      .text('environment')
      .notNullable()
      .defaultTo('')
      .comment('Of a trusted tool: JSON, its files by name; or empty');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex('published_repositories').whereNot({ kind: 'module' }).delete();
  await knex.schema.alterTable('published_repositories', table => {
    table.dropColumn('kind');
    table.dropColumn('read_commit');
    table.dropColumn('environment');
  });
};
