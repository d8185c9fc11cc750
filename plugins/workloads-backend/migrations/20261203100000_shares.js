// @ts-check

/**
 * Creates the room for shares: with whom the owner of something shares it, and
 * what they may. Things of several kinds are shared, so no key leads to them: who
 * deletes one deletes its shares.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('shares', table => {
    table.comment('With whom things are shared, one row each');
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
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('shares');
};
