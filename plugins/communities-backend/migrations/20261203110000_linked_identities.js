// @ts-check

/**
 * Several identities of one person: what tells them apart, and by which of
 * their sessions they have just proved who they are.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('identities', table => {
    table.string('account', 100).nullable().comment('Its name, as last told');
  });
  await knex.schema.alterTable('sessions', table => {
    table
      .string('authenticated_at', 32)
      .nullable()
      .comment('When the provider asked anew who it is, for this session');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('sessions', table => {
    table.dropColumn('authenticated_at');
  });
  await knex.schema.alterTable('identities', table => {
    table.dropColumn('account');
  });
};
