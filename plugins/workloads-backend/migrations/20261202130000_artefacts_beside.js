// @ts-check

/**
 * Kept files say of which run each is, so that those of the next run are copied
 * beside those that are there, which can be read until the last is copied.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('kept_artefacts', table => {
    table
      .integer('generation')
      .notNullable()
      .defaultTo(0)
      .comment('Of which run it is');
  });
  const ofCopy = knex('artefact_copies')
    .whereRaw('artefact_copies.workload_id = kept_artefacts.workload_id')
    .select(knex.raw('coalesce(kept_generation, generation)'));
  await knex('kept_artefacts').update({ generation: ofCopy });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  // Only those that can be read stay.
  const whole = knex('artefact_copies')
    .whereRaw('artefact_copies.workload_id = kept_artefacts.workload_id')
    .whereRaw('artefact_copies.kept_generation = kept_artefacts.generation');
  await knex('kept_artefacts').whereNotExists(whole).delete();
  const file = knex('kept_artefacts')
    .whereRaw('kept_artefacts.workload_id = kept_artefact_pieces.workload_id')
    .whereRaw('kept_artefacts.number = kept_artefact_pieces.number');
  await knex('kept_artefact_pieces').whereNotExists(file).delete();
  await knex.schema.alterTable('kept_artefacts', table => {
    table.dropColumn('generation');
  });
};
