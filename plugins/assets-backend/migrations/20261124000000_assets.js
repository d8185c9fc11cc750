// @ts-check

/**
 * Creates what the assets room remembers: assets and shared manifests as they
 * were last read, what each source has seen, and launches.
 *
 * Every change of an asset or manifest gets the next number of one counter, so
 * that "what is new since N" is one indexed question: for the search index of
 * each replica, and for the catalogue. What is gone stays as a row that says
 * so. Texts are JSON that is never queried. Instants are ISO 8601 in UTC, so
 * that they compare the same on SQLite and PostgreSQL.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('assets', table => {
    table.comment('What was read of each asset');
    table.string('kind', 16).notNullable();
    table.string('name', 63).notNullable();
    table.string('source').notNullable().comment('Id of its source');
    table.bigInteger('seq').notNullable().comment('Number of its last change');
    table.boolean('removed').notNullable();
    table.boolean('valid').notNullable().comment('Whether it has no errors');
    table.string('digest', 64).notNullable().comment('Of all that was read');
    table.integer('launches').notNullable().defaultTo(0);
    table.text('summary').notNullable().comment('What the index needs, JSON');
    table.text('details').notNullable().comment('What its page needs, JSON');
    table.primary(['kind', 'name']);
    table.index(['seq'], 'assets_seq_idx');
    table.index(['source'], 'assets_source_idx');
  });

  await knex.schema.createTable('asset_manifests', table => {
    table.comment('Manifests that several assets share');
    table.string('id', 100).primary();
    table.string('source').notNullable();
    table.bigInteger('seq').notNullable();
    table.boolean('removed').notNullable();
    table.text('manifest').notNullable().comment('With its problems, JSON');
    table.index(['seq'], 'asset_manifests_seq_idx');
  });

  await knex.schema.createTable('asset_sources', table => {
    table.comment('Where each source stands');
    table.string('id').primary();
    table.text('state').comment('Its own memory, JSON');
    table
      .text('conflicts')
      .comment('Names it shares with a source that prevails, JSON');
    table.string('due_at').notNullable().comment('When to read it next');
    table.string('read_at').comment('When it was last read to its end');
    table.string('paused_until').comment('When the other side lets us go on');
    table.text('message').comment('Why it failed or pauses');
    table.string('lease_holder').comment('The replica that reads it now');
    table.string('lease_until');
  });

  await knex.schema.createTable('asset_launches', table => {
    table.comment('Launches, so that each workload counts once');
    table.string('workload_id').primary();
    table.string('entity_ref').notNullable();
    table.string('launched_at').notNullable();
  });

  await knex.schema.createTable('asset_counter', table => {
    table.integer('id').primary();
    table.bigInteger('value').notNullable();
  });
  await knex('asset_counter').insert({ id: 1, value: 0 });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('asset_counter');
  await knex.schema.dropTable('asset_launches');
  await knex.schema.dropTable('asset_sources');
  await knex.schema.dropTable('asset_manifests');
  await knex.schema.dropTable('assets');
};
