// @ts-check

/**
 * Creates the room for passwords of endpoints, which owners hand out to people
 * who have no account. Only hashes are kept.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('endpoint_passwords', table => {
    table.comment('Ways in for those whom an owner told a password');
    table
      .string('workload_id', 36)
      .notNullable()
      .references('id')
      .inTable('workloads')
      .onDelete('CASCADE');
    table.string('endpoint').notNullable();
    table
      .string('id', 36)
      .notNullable()
      .comment('Another with each password: sessions end with theirs');
    table.string('hash').notNullable().comment('scrypt, with its salt');
    table.string('set_at', 32).notNullable();
    table.primary(['workload_id', 'endpoint']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('endpoint_passwords');
};
