// @ts-check

const TABLE = 'published_repositories';

/**
 * A repository is known by its forge's own id, is hidden when it is private or
 * gone, and is read when its forge has time. All are read anew, and handed over anew.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable(TABLE, table => {
    table
      .text('forge')
      .notNullable()
      .defaultTo('')
      .comment('Address of its pages; empty: not known yet');
    table
      .string('forge_id')
      .notNullable()
      .defaultTo('')
      .comment("The forge's own id of it; empty: not known yet");
    table
      .boolean('shows_private')
      .notNullable()
      .defaultTo(false)
      .comment('It was wished that it is shown while it is private');
    table
      .string('hidden_at')
      .notNullable()
      .defaultTo('')
      .comment('From then on it is not shown; empty: it is');
    table
      .string('due_at')
      .notNullable()
      .defaultTo('')
      .comment('When it is read next');
  });
  await knex(TABLE).update({
    ...{ trouble: '', changed_at: new Date().toISOString() },
    shows_private: knex.raw('visibility = ?', ['private']),
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable(TABLE, table => {
    table.dropColumns(
      ...['forge', 'forge_id', 'shows_private', 'hidden_at', 'due_at'],
    );
  });
};
