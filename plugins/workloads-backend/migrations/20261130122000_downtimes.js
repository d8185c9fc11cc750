// @ts-check

/**
 * Creates the room for the planned downtime of sites, and for who is told of it.
 *
 * What is over or was taken back stays, as history. Whom it hits is told once,
 * and told once more when it is taken back: a row each, before anybody sends it.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('downtimes', table => {
    table.comment('When sites will be down, as operators announce it');
    table.string('id', 36).primary();
    table.string('site_id', 128).notNullable();
    table.string('site_title', 255).notNullable();
    table.string('from_at', 30).notNullable();
    table.string('until_at', 30).notNullable();
    table.text('why').notNullable();
    table.string('announced_at', 30).notNullable();
    table.string('announced_by', 255).notNullable();
    table.string('cancelled_at', 30).nullable();
    table.index('until_at', 'downtimes_until_idx');
  });
  await knex.schema.createTable('downtime_notices', table => {
    table.comment('Who is owed or got a mail of it, one row each');
    table
      .string('downtime_id', 36)
      .notNullable()
      .references('id')
      .inTable('downtimes')
      .onDelete('CASCADE');
    table.string('owner_ref', 255).notNullable();
    table.string('kind', 16).notNullable();
    table.integer('workloads').notNullable().comment('How many of theirs');
    table.string('at', 30).notNullable();
    table.integer('tries').notNullable().defaultTo(0);
    table.string('due_at', 30).nullable().comment('null: nothing is owed');
    table.primary(['downtime_id', 'owner_ref', 'kind']);
    table.index('due_at', 'downtime_notices_due_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('downtime_notices');
  await knex.schema.dropTable('downtimes');
};
