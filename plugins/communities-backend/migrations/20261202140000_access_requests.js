// @ts-check

/**
 * Who asked to be something in a community, what came of it, and what was
 * granted until when. Times are ISO 8601 strings in UTC.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('access_requests', table => {
    table.comment('Requests for access; a row is decided on once');
    table.string('id', 36).primary().comment('UUID 7: in order of time');
    table.string('person_ref').notNullable().comment('Who asks');
    table.string('community', 63).notNullable();
    table.string('tier', 63).notNullable();
    table.string('reason', 500).notNullable();
    table.integer('days').nullable().comment('As asked for');
    table.string('state', 12).notNullable();
    table.string('created_at', 32).notNullable();
    table.string('expires_at', 32).notNullable().comment('While it is pending');
    table.string('decided_at', 32).nullable();
    table.string('decided_by').nullable().comment('User entity ref');
    table.string('note', 500).nullable().comment('Of whoever decided');
    table.index(['person_ref'], 'access_requests_person_idx');
    table.index(['community', 'state'], 'access_requests_community_idx');
    table.unique(['person_ref', 'community'], {
      indexName: 'access_requests_one_pending',
      predicate: knex.whereRaw("state = 'pending'"),
    });
  });

  await knex.schema.createTable('access_grants', table => {
    table.comment('Memberships with an end, beside those of claims');
    table.string('id', 36).primary().comment('UUID 7: in order of time');
    table
      .string('request_id', 36)
      .notNullable()
      .unique()
      .references('id')
      .inTable('access_requests');
    table.string('person_ref').notNullable();
    table.string('community', 63).notNullable();
    table.string('tier', 63).notNullable();
    table.string('granted_by').notNullable();
    table.string('granted_at', 32).notNullable();
    table.string('ends_at', 32).notNullable();
    table.string('revoked_at', 32).nullable();
    table.string('revoked_by').nullable();
    table.index(['person_ref'], 'access_grants_person_idx');
    table.index(['community'], 'access_grants_community_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('access_grants');
  await knex.schema.dropTable('access_requests');
};
