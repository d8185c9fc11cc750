// @ts-check

/**
 * Creates the tables of the workloads room.
 *
 * Times are ISO 8601 strings in UTC and ids are UUIDv7, so that both sort the
 * same on SQLite and PostgreSQL. What is never searched is kept as JSON.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('workloads', table => {
    table.comment(
      'What people launched: what they want, and what was last seen',
    );
    table.string('id', 36).primary().comment('UUIDv7');
    table.string('owner_ref').notNullable().comment('User entity ref');
    table.string('entity_ref').notNullable().comment('What it came from');
    table.string('title').notNullable();
    table.string('engine').notNullable().comment('Id of the engine');
    table.string('site_id').notNullable();
    table.string('slug', 63).notNullable().comment('Label of its origins');
    table.integer('generation').notNullable().comment('Grows at each restart');
    table.string('desired', 16).notNullable().comment('run, stop or delete');
    table.string('state', 16).notNullable().comment('Last seen');
    table.text('reason').notNullable().comment('JSON');
    table.text('endpoints').notNullable().comment('As last seen, JSON');
    table.text('summary').notNullable().comment('For lists, JSON');
    table.text('request').notNullable().comment('What was asked, JSON');
    table.text('spec', 'longtext').notNullable().comment('What runs, JSON');
    table.string('idempotency_key').notNullable();
    table.string('request_hash', 64).notNullable();
    table.string('created_at', 32).notNullable();
    table.string('changed_at', 32).notNullable();
    table.string('started_at', 32).nullable();
    table.string('ends_at', 32).nullable();
    table.integer('revision').notNullable().comment('Grows at each update');
    table.unique(['owner_ref', 'idempotency_key'], {
      indexName: 'workloads_key_uniq',
    });
    table.unique(['slug'], { indexName: 'workloads_slug_uniq' });
    table.index(['owner_ref', 'id'], 'workloads_owner_idx');
    table.index(['engine'], 'workloads_engine_idx');
  });

  await knex.schema.createTable('workload_events', table => {
    table.comment('The time line of each workload');
    table.string('id', 36).primary().comment('UUIDv7');
    table
      .string('workload_id', 36)
      .notNullable()
      .references('id')
      .inTable('workloads')
      .onDelete('CASCADE');
    table.string('at', 32).notNullable();
    table.string('state', 16).notNullable();
    table.text('reason').notNullable().comment('JSON');
    table.index(['workload_id', 'id'], 'workload_events_workload_idx');
  });

  await knex.schema.createTable('endpoint_passes', table => {
    table.comment('Ways in that were handed out; only their hashes are kept');
    table.string('hash', 64).primary().comment('SHA-256 of the secret');
    table.string('kind', 16).notNullable().comment('ticket (once) or token');
    table
      .string('workload_id', 36)
      .notNullable()
      .references('id')
      .inTable('workloads')
      .onDelete('CASCADE');
    table.string('endpoint').notNullable();
    table.string('owner_ref').notNullable();
    table.integer('generation').notNullable();
    table.string('expires_at', 32).notNullable();
    table.index(['expires_at'], 'endpoint_passes_expiry_idx');
    table.index(['workload_id'], 'endpoint_passes_workload_idx');
  });

  await knex.schema.createTable('gateway_keys', table => {
    table.comment('What sessions of the gateway are signed with');
    table.string('id', 16).primary();
    table.string('secret').notNullable().comment('Base64');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('gateway_keys');
  await knex.schema.dropTable('endpoint_passes');
  await knex.schema.dropTable('workload_events');
  await knex.schema.dropTable('workloads');
};
