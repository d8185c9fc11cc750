// @ts-check

/**
 * Who accepted which version of a community's terms of use, and when. A row
 * is never changed: another version is another row.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('terms_acceptances', table => {
    table.comment('Acceptances of terms of use');
    table.string('person_ref').notNullable().comment('User entity ref');
    table.string('community', 63).notNullable();
    table.string('version', 40).notNullable().comment('As the community said');
    table.string('accepted_at', 32).notNullable().comment('ISO 8601, UTC');
    table.primary(['person_ref', 'community', 'version']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('terms_acceptances');
};
