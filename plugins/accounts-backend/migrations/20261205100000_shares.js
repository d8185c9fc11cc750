// @ts-check

/**
 * Creates the room for shares of linked services, as that of workloads has it, and
 * for what sessions said of people of whom no provider tells: their groups are
 * asked for when they are not here.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('shares', table => {
    table.comment('With whom linked services are shared, one row each');
    table.string('id', 36).primary().comment('UUIDv7');
    table.string('resource_kind', 32).notNullable();
    table.string('resource_id', 36).notNullable();
    table.string('subject_ref', 255).notNullable();
    table.string('role', 16).notNullable().comment('view, use or manage');
    table.string('granted_by', 255).notNullable();
    table.string('created_at', 30).notNullable();
    table.string('ends_at', 30).nullable();
    table.unique(['resource_kind', 'resource_id', 'subject_ref'], {
      indexName: 'shares_resource_uk',
    });
    table.index(['subject_ref', 'resource_kind'], 'shares_subject_idx');
  });
  await knex.schema.createTable('said_refs', table => {
    table.comment('What people without a provider were when they were here');
    table.string('person_ref', 255).primary();
    table.text('refs').notNullable().comment('JSON: their ownership claims');
    table.string('said_at', 30).notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('said_refs');
  await knex.schema.dropTable('shares');
};
