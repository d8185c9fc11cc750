// @ts-check

/**
 * Creates what people imported from repositories of datasets. Each row is the
 * metadata file of one asset, which the source `imported` hands over.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('imported_datasets', table => {
    table.comment('Datasets that people imported from repositories');
    table.string('name', 63).primary();
    table.text('source').notNullable().comment('A DOI or an address');
    table.text('content').notNullable().comment('Its metadata file, YAML');
    table.string('imported_by').notNullable().comment('Entity ref');
    table.string('imported_at').notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('imported_datasets');
};
