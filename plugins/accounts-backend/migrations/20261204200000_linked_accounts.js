// @ts-check

/**
 * Services that people have linked. What is secret of them is in the secret store
 * below `secret_id`, which is another one each time that they are linked again.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('linked_accounts', table => {
    table.comment('Services that people have linked');
    table.string('id', 36).primary();
    table.string('owner_ref').notNullable();
    table.string('name', 63).notNullable().comment('A DNS label');
    table.string('service', 32).notNullable();
    table
      .string('identity', 64)
      .notNullable()
      .comment('Hash of where it is and who one is there');
    table.string('title', 100).notNullable();
    table.text('settings').notNullable().comment('JSON, nothing secret');
    table.string('user', 500);
    table.string('secret_id', 36).notNullable();
    table.string('state', 16).notNullable();
    table.string('trouble', 16);
    table.text('reason');
    table.string('checked_at', 32).comment('ISO 8601, UTC');
    table.string('due_at', 32).notNullable().comment('ISO 8601, UTC');
    table.integer('failures').notNullable().comment('In a row');
    table.string('told', 64).comment('What the owner was warned of last');
    table.string('expires_at', 32).comment('ISO 8601, UTC');
    table.string('linked_at', 32).notNullable().comment('ISO 8601, UTC');
    table.unique(['owner_ref', 'name'], { indexName: 'accounts_named_once' });
    table.unique(['owner_ref', 'service', 'identity'], {
      indexName: 'accounts_linked_once',
    });
    table.index(['due_at'], 'accounts_by_due');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('linked_accounts');
};
