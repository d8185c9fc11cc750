// @ts-check

/**
 * What is known of secrets without their values, which are in the secret store
 * below the id of the row. What is being done to a row is noted first, so that
 * whoever comes after a crash ends it.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('secrets', table => {
    table.comment('Secrets of people, communities and workloads');
    table.string('id', 36).primary();
    table.string('scope', 16).notNullable().comment('Whose it is');
    table.string('owner_ref').notNullable().comment('Empty: a community');
    table.string('community', 63).notNullable().comment('Empty: in all');
    table.string('workload_id', 36).notNullable().comment('Empty: of none');
    table.string('name', 63).notNullable();
    table.string('kind', 16).notNullable();
    table.integer('version').notNullable().comment('0: not made yet');
    table.string('doing', 16).comment('create, rotate, delete or nothing');
    table.string('doing_by').comment('User entity ref');
    table.string('doing_since', 32).comment('ISO 8601, UTC');
    table.string('created_at', 32).notNullable().comment('ISO 8601, UTC');
    table.string('changed_at', 32).notNullable().comment('ISO 8601, UTC');
    table.string('expires_at', 32).comment('ISO 8601, UTC');
    table.unique(['scope', 'owner_ref', 'community', 'workload_id', 'name'], {
      indexName: 'secrets_named_once',
    });
    table.index(['owner_ref'], 'secrets_by_owner');
    table.index(['community'], 'secrets_by_community');
  });
  await knex.schema.createTable('secret_events', table => {
    table.comment('What was done with secrets, and by whom');
    table
      .string('id', 36)
      .primary()
      .comment('UUID of version 7: sorts by time');
    table
      .string('secret_id', 36)
      .notNullable()
      .references('id')
      .inTable('secrets')
      .onDelete('CASCADE');
    table.string('what', 16).notNullable().comment('create, rotate, use');
    table.integer('version').notNullable();
    table.string('by').notNullable().comment('User entity ref, or a room');
    table.string('object_id').comment('What it was used for');
    table.string('at', 32).notNullable().comment('ISO 8601, UTC');
    table.index(['secret_id', 'id'], 'secret_events_in_order');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('secret_events');
  await knex.schema.dropTable('secrets');
};
