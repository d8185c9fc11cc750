// @ts-check

/**
 * Creates what is known of checks: their runs, which outlive what ran them, with logs
 * and other files; and by which hooks forges tell of pushes, with what they have told.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('check_runs', table => {
    table.comment('Commits of modules, each checked once by a runner');
    table.string('id', 36).primary();
    table.string('entity_ref', 100).notNullable();
    table.text('forge').notNullable().comment('Address of its pages');
    table.string('forge_id').notNullable().comment("The forge's own id of it");
    table.string('name', 63).notNullable().comment('Of the module');
    table.string('runner', 100).notNullable();
    table.string('branch').notNullable();
    table.string('commit_id', 64).notNullable();
    table.string('cause', 10).notNullable();
    table.string('person_ref').notNullable().comment('Entity ref');
    table.string('created_at').notNullable();
    table.string('once', 400).notNullable().comment('What it is done once for');
    table.string('state', 20).notNullable();
    table.text('report').notNullable().comment('JSON: what its runner says');
    table.text('reference').nullable().comment('What its runner knows it by');
    table.integer('tries').notNullable().comment('In vain, one after another');
    table
      .string('due_at')
      .notNullable()
      .comment('When it is looked after next; empty: it has ended');
    table.string('busy_until').notNullable().comment('Somebody is at it');
    table.integer('turn').notNullable().comment('Whose it is meanwhile');
    table.unique(['entity_ref', 'forge', 'forge_id', 'runner', 'once']);
    table.index(['due_at']);
  });
  await knex.schema.createTable('check_files', table => {
    table.comment('What runs of checks have left: logs, and others');
    table.string('run_id', 36).notNullable();
    table.string('path', 300).notNullable();
    table.text('content', 'mediumtext').notNullable();
    table.primary(['run_id', 'path']);
  });
  await knex.schema.createTable('check_hooks', table => {
    table.comment('By which forges tell of pushes to repositories made here');
    table.string('id', 36).primary().comment('In its address');
    table.string('name', 63).notNullable().unique().comment('Of the module');
    table.string('person_ref').notNullable().comment('Entity ref');
    table.string('account').notNullable().comment('Linked, of the person');
    table.text('forge').notNullable().comment('Address of its pages');
    table.string('forge_id').notNullable().comment("The forge's own id of it");
    table.boolean('on_push').notNullable().comment('Pushes have it checked');
    table.string('state', 10).notNullable();
    table.text('reason').notNullable().comment('Why it is in that state');
    table.string('due_at').notNullable().comment('When it is asked for next');
    table.string('last_at').notNullable().comment('It has told last; or empty');
  });
  await knex.schema.createTable('check_deliveries', table => {
    table.comment('What forges have told lately, so that it counts once');
    table.string('hook_id', 36).notNullable();
    table.string('delivery', 100).notNullable();
    table.string('at').notNullable().index();
    table.primary(['hook_id', 'delivery']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('check_deliveries');
  await knex.schema.dropTable('check_hooks');
  await knex.schema.dropTable('check_files');
  await knex.schema.dropTable('check_runs');
};
