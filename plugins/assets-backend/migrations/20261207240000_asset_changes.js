// @ts-check

/**
 * Remembers when what is known of an asset changed at this portal, so that who
 * harvests it all need not read it all again. That it was launched is no change.
 * Of those that are there already it is not known: they count as changed.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('assets', table => {
    table
      .string('changed_at')
      .comment('When what is known of it changed at this portal');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('assets', table => {
    table.dropColumn('changed_at');
  });
};
