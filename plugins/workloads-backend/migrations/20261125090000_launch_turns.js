// @ts-check

/**
 * Creates the table in which one replica waits for the other, where both would
 * make one person's workloads more.
 *
 * A row is inserted and deleted by the same transaction: nobody ever sees it,
 * but who inserts the same key meanwhile waits until that transaction ends.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('launch_turns', table => {
    table.comment('Always empty: whose workloads are being counted');
    table.string('owner_ref').primary().comment('User entity ref');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('launch_turns');
};
