// @ts-check

/**
 * Creates what was done with modules, as it is told to others: rows are added, and never
 * changed.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('provenance', table => {
    table.comment('What was done with repositories, for others to follow');
    table.string('id', 36).primary().comment('Sorts by when it was recorded');
    table.string('entity_ref').notNullable();
    table.string('forge').notNullable().comment('Address of its pages');
    table.string('forge_id').notNullable().comment("The forge's own id of it");
    table.string('once').notNullable().comment('The same deed is one row');
    table.text('deed').notNullable().comment('JSON');
    table.unique(['once']);
    table.index(['entity_ref', 'forge', 'forge_id']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('provenance');
};
