// @ts-check

/**
 * Creates what forges are to be told of commits: a row from when a run begins until its
 * forge has been told what came of it.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('check_statuses', table => {
    table.comment('Commits whose forges are to be told how they were checked');
    table.string('entity_ref', 100).notNullable();
    table.text('forge').notNullable().comment('Address of its pages');
    table.string('forge_id').notNullable().comment("The forge's own id of it");
    table.string('name', 63).notNullable().comment('Of the module');
    table.string('runner', 100).notNullable();
    table.string('commit_id', 64).notNullable();
    table.string('told', 20).notNullable().comment('Last; empty: nothing');
    table.text('trouble').notNullable().comment('Why it was not told; empty');
    table.integer('tries').notNullable().comment('In vain, one after another');
    table.string('due_at').notNullable().comment('To be told; empty: not now');
    table.string('busy_until').notNullable().comment('Somebody is at it');
    table.unique(['entity_ref', 'forge', 'forge_id', 'runner', 'commit_id']);
    table.index(['due_at']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('check_statuses');
};
