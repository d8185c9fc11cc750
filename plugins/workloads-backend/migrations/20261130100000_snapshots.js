// @ts-check

/**
 * Creates the room for snapshots. A snapshot is a record of its own and outlives
 * the workload that it was taken of: no key leads there.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('snapshots', table => {
    table.comment('What workloads had become, one row each');
    table.string('id', 36).primary().comment('UUIDv7');
    table.string('owner_ref', 255).notNullable();
    table.string('entity_ref', 255).notNullable();
    table.string('title', 255).notNullable();
    table.string('workload_id', 36).notNullable();
    table.string('variant', 32).nullable();
    table.string('engine', 64).notNullable();
    table.string('site_id', 128).notNullable();
    table.string('site_title', 255).notNullable();
    table.string('state', 16).notNullable();
    table.text('reason').notNullable().comment('JSON');
    table.bigInteger('bytes_before').notNullable();
    table.bigInteger('bytes_done').nullable();
    table.bigInteger('bytes').nullable().comment('When it is complete');
    table.bigInteger('limit_bytes').nullable().comment('Set when it is begun');
    table.string('place', 512).nullable().comment('Where it lies');
    table.text('left_out').nullable().comment('JSON');
    table.text('request', 'longtext').notNullable().comment('JSON');
    table.string('created_at', 30).notNullable();
    table.string('changed_at', 30).notNullable();
    table.integer('revision').notNullable();
    table.index(['owner_ref', 'id'], 'snapshots_owner_idx');
    table.index('state', 'snapshots_state_idx');
    table.index('workload_id', 'snapshots_workload_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('snapshots');
};
