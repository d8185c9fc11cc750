// @ts-check

/**
 * Who people are, by which identities, what these entitle them to, and who is
 * signed in. Times are ISO 8601 strings in UTC.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('people', table => {
    table.comment('Made at the first sign-in; a ref never changes');
    table.string('ref').primary().comment('User entity ref');
    table.string('display_name').notNullable().comment('As last told');
    table.string('email').nullable().comment('Only one that was verified');
    table.string('created_at', 32).notNullable();
    table.string('signed_in_at', 32).notNullable().comment('The last time');
  });

  await knex.schema.createTable('identities', table => {
    table.comment('By whom a provider knows a person');
    table.string('id', 64).primary().comment('SHA-256 of issuer and subject');
    table.text('issuer').notNullable();
    table.text('subject').notNullable();
    table
      .string('person_ref')
      .notNullable()
      .references('ref')
      .inTable('people')
      .onDelete('CASCADE');
    table.string('created_at', 32).notNullable();
    table.index(['person_ref'], 'identities_person_idx');
  });

  await knex.schema.createTable('memberships', table => {
    table.comment('What each identity entitled to when it was last asked');
    table
      .string('identity_id', 64)
      .notNullable()
      .references('id')
      .inTable('identities')
      .onDelete('CASCADE');
    table
      .string('person_ref')
      .notNullable()
      .references('ref')
      .inTable('people')
      .onDelete('CASCADE');
    table.string('community', 63).notNullable();
    table.string('tier', 63).notNullable();
    table.string('holds_until', 32).notNullable().comment('Unless told anew');
    table.primary(['identity_id', 'community']);
    table.index(['person_ref'], 'memberships_person_idx');
  });

  await knex.schema.createTable('sessions', table => {
    table.comment('Browsers that are signed in');
    table.string('id_hash', 64).primary().comment('SHA-256 of the cookie');
    table.string('provider', 63).notNullable().comment('Id in configuration');
    table
      .string('identity_id', 64)
      .notNullable()
      .references('id')
      .inTable('identities')
      .onDelete('CASCADE');
    table.string('provider_session').nullable().comment('Its sid claim');
    table.text('tokens').notNullable().comment('Of the provider, encrypted');
    table.string('created_at', 32).notNullable();
    table.string('confirmed_at', 32).notNullable().comment('By the provider');
    table
      .string('refresh_at', 32)
      .notNullable()
      .comment('Whoever refreshes it puts this off first');
    table.string('ends_at', 32).notNullable().comment('However often used');
    table.index(['identity_id'], 'sessions_identity_idx');
    table.index(['refresh_at'], 'sessions_refresh_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('sessions');
  await knex.schema.dropTable('memberships');
  await knex.schema.dropTable('identities');
  await knex.schema.dropTable('people');
};
