// @ts-check

/**
 * Creates the room for the artefacts of batch jobs that have ended: engines
 * remove their files.
 *
 * Who copies holds the row of its workload in `artefact_copies` for a while, so
 * that of several replicas one does, and that another goes on when it has died.
 * What ended before this migration is copied when it is next looked for.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  /** @param {import('knex').Knex.CreateTableBuilder} table */
  const ofWorkload = table =>
    table
      .string('workload_id', 36)
      .notNullable()
      .references('id')
      .inTable('workloads')
      .onDelete('CASCADE');
  await knex.schema.createTable('artefact_copies', table => {
    table.comment('Of which run of a workload artefacts are kept, or copied');
    ofWorkload(table).primary();
    table.integer('generation').notNullable();
    table.string('copier', 36).notNullable().comment('Another with each try');
    table.string('state', 16).notNullable().comment('copying, kept or gone');
    table.boolean('truncated').notNullable().comment('There were more files');
    table.integer('tries').notNullable();
    table
      .string('due_at', 32)
      .notNullable()
      .comment('While it is copied: when another may take it over');
  });
  await knex.schema.createTable('kept_artefacts', table => {
    table.comment('Files that a batch job left, and what is not kept and why');
    ofWorkload(table);
    table.integer('number').notNullable();
    table.text('path').notNullable();
    table.bigInteger('bytes').notNullable();
    table.string('changed_at', 32).notNullable();
    table.string('left_out', 32).comment('Why it is not kept');
    table.primary(['workload_id', 'number']);
  });
  await knex.schema.createTable('kept_artefact_pieces', table => {
    table.comment('What is in the kept files, piece by piece');
    ofWorkload(table);
    table.integer('number').notNullable();
    table.bigInteger('start').notNullable().comment('Of its first byte');
    table.binary('bytes').notNullable();
    table.primary(['workload_id', 'number', 'start']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('kept_artefact_pieces');
  await knex.schema.dropTable('kept_artefacts');
  await knex.schema.dropTable('artefact_copies');
};
