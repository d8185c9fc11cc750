// @ts-check

/**
 * Creates releases of modules: each version of a repository once, with what has come
 * of it so far, such that one that was cut short goes on.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('releases', table => {
    table.comment('Versions of modules that people have had released');
    table.string('id', 36).primary();
    table.string('name', 63).notNullable().comment('Of the asset');
    table.string('person_ref').notNullable().comment('Entity ref');
    table.string('forge').notNullable().comment('Address of its pages');
    table.string('forge_id').notNullable().comment("The forge's own id of it");
    table.string('version', 100).notNullable();
    table
      .string('key', 100)
      .notNullable()
      .comment('Of the wish, by the caller');
    table.text('asked').notNullable().comment('JSON of the wish');
    table.string('state', 10).notNullable();
    table.text('facts').notNullable().comment('JSON: what has come of it');
    table.text('trouble').nullable().comment('JSON: why it does not go on');
    table.string('due_at').notNullable().comment('When it goes on');
    table.string('busy_until').notNullable().comment('Somebody is at it');
    table.string('holder', 36).notNullable().comment('Who that is');
    table.string('created_at').notNullable();
    table.unique(['forge', 'forge_id', 'version']);
    table.unique(['person_ref', 'key']);
    table.index(['state', 'due_at']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('releases');
};
