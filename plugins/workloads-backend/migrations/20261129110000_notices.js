// @ts-check

/**
 * Creates the room for notices: which mails are owed, and how people want them.
 *
 * A notice is a row before anybody sends it, so that it is sent once whoever
 * dies in between. Its key says what it is about: the same is never owed twice.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('notice_preferences', table => {
    table.comment(
      'How people want to be told; who has no row has the defaults',
    );
    table.string('owner_ref', 255).primary();
    table.integer('after_seconds').nullable().comment('null: never');
    table.boolean('mail').notNullable();
    table.string('language', 8).notNullable();
  });
  await knex.schema.createTable('notices', table => {
    table.comment('What is owed or was sent, one row each');
    table
      .string('workload_id', 36)
      .notNullable()
      .references('id')
      .inTable('workloads')
      .onDelete('CASCADE');
    table.integer('generation').notNullable();
    table.string('kind', 16).notNullable();
    table.string('channel', 16).notNullable();
    table.string('at', 30).notNullable();
    table.integer('tries').notNullable().defaultTo(0);
    table.string('due_at', 30).nullable().comment('null: nothing is owed');
    table.primary(['workload_id', 'generation', 'kind', 'channel']);
    table.index('due_at', 'notices_due_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('notices');
  await knex.schema.dropTable('notice_preferences');
};
