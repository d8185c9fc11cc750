// @ts-check

/**
 * Remembers when an asset came, which feeds go by, and with which change, which
 * "new since you looked" goes by: a time that is taken while a transaction still
 * runs is before that of who looks meanwhile. What its author says of its age is
 * another thing. Those that are there already have neither, and are not new to
 * anybody. And creates the searches that people saved.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('assets', table => {
    table
      .string('added_at')
      .comment('When it came to this portal, or came back');
    table.bigInteger('added_seq').comment('Number of the change that did it');
  });
  await knex.schema.createTable('saved_searches', table => {
    table.comment('Searches that people saved');
    table.string('id', 36).primary();
    table.string('owner').notNullable().comment('Entity ref of the person');
    table.string('name', 100).notNullable();
    table.text('query').notNullable().comment('As the API takes it, JSON');
    table.string('created_at').notNullable();
    table
      .bigInteger('looked_seq')
      .notNullable()
      .comment('The last change that they saw when they last looked');
    table.unique(['owner', 'name'], { indexName: 'saved_searches_name_uq' });
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('saved_searches');
  await knex.schema.alterTable('assets', table => {
    table.dropColumns('added_at', 'added_seq');
  });
};
