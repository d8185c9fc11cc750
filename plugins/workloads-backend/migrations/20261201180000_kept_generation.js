// @ts-check

/**
 * Kept files say of which run they are: a restart that never ran must not take
 * away what an earlier run has left.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('artefact_copies', table => {
    table
      .integer('kept_generation')
      .nullable()
      .comment('Of which run the files are; null: none are there whole');
  });
  await knex('artefact_copies')
    .where({ state: 'kept' })
    .update({ kept_generation: knex.ref('generation') });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('artefact_copies', table => {
    table.dropColumn('kept_generation');
  });
};
