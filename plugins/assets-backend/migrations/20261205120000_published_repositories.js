// @ts-check

/**
 * Creates what people publish at forges: each wish, such that one that was cut
 * short goes on and none is granted twice; and the repositories that are assets
 * since then, which the source `published` hands over.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('publications', table => {
    table.comment('Repositories that people have had made at forges');
    table.string('id', 36).primary();
    table.string('person_ref').notNullable().comment('Entity ref');
    table
      .string('key', 100)
      .notNullable()
      .comment('Of the wish, by the caller');
    table.string('target', 500).notNullable().comment('Forge, owner and name');
    table.string('wish', 64).notNullable().comment('Digest of what was asked');
    table.string('busy_until').notNullable().comment('Somebody is at it');
    table.text('result').nullable().comment('JSON; null until it is done');
    table.unique(['person_ref', 'key']);
    table.unique(['person_ref', 'target']);
  });
  await knex.schema.createTable('published_repositories', table => {
    table.comment('Repositories made here that are assets');
    table.string('name', 63).primary();
    table.string('person_ref').notNullable().comment('Entity ref');
    table.string('account').notNullable().comment('Linked, of the person');
    table.text('forge').notNullable().comment('Address of its pages');
    table.string('forge_id').notNullable().comment("The forge's own id of it");
    table.string('owner').notNullable();
    table.string('repository').notNullable();
    table.text('url').notNullable().comment('Its page');
    table.string('visibility', 10).notNullable();
    table
      .boolean('shows_private')
      .notNullable()
      .comment('It was wished that it is shown while it is private');
    table.text('content').notNullable().comment('Its metadata file');
    table.text('documentation').notNullable().comment('Its README, Markdown');
    table
      .text('trouble')
      .notNullable()
      .comment('Why it cannot be read, or empty');
    table
      .string('hidden_at')
      .notNullable()
      .comment('From then on it is not shown; empty: it is');
    table.string('due_at').notNullable().comment('When it is read next');
    table.string('read_at').notNullable();
    table.string('changed_at').notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('published_repositories');
  await knex.schema.dropTable('publications');
};
