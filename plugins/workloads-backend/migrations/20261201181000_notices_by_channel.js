// @ts-check

/**
 * Who sends mails looks for what is due of its channel, every few seconds: it
 * must not walk what nobody has read in the portal yet.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('notices', table => {
    table.dropIndex('due_at', 'notices_due_idx');
    table.index(['channel', 'due_at'], 'notices_channel_due_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('notices', table => {
    table.dropIndex(['channel', 'due_at'], 'notices_channel_due_idx');
    table.index('due_at', 'notices_due_idx');
  });
};
