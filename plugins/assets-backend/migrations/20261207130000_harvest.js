// @ts-check

/**
 * What a repository says of its module elsewhere than in the metadata file, and
 * of which state of it that was read.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('published_repositories', table => {
    table
      .text('harvest', 'longtext')
      .notNullable()
      .defaultTo('')
      .comment('JSON: what was found, whoever prevails first');
    table
      .string('seen_stamp', 255)
      .notNullable()
      .defaultTo('')
      .comment('Commit and date of what was read; empty: it is to be read');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('published_repositories', table => {
    table.dropColumns('harvest', 'seen_stamp');
  });
};
