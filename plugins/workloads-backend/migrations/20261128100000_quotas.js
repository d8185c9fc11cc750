// @ts-check

/**
 * Makes what workloads hold addable by the database, for quotas: their amounts
 * in columns, and whom they count for.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('workloads', table => {
    table.string('kind', 16).notNullable().defaultTo('service');
    table.double('cpu_cores').notNullable().defaultTo(0);
    table.double('memory_bytes').notNullable().defaultTo(0);
    table.double('disk_bytes').notNullable().defaultTo(0);
    table.integer('gpu_count').notNullable().defaultTo(0);
    table.string('gpu_model').nullable();
  });
  await knex.schema.createTable('workload_holders', table => {
    table.comment('Whom a workload counts for: owner, tier, groups');
    table
      .string('workload_id', 36)
      .notNullable()
      .references('id')
      .inTable('workloads')
      .onDelete('CASCADE');
    table.string('holder_ref').notNullable().comment('Entity ref');
    table.primary(['workload_id', 'holder_ref']);
    table.index(['holder_ref'], 'workload_holders_ref_idx');
  });
  // What is there already: how much it holds, and its owner.
  for (const row of await knex('workloads').select(
    'id',
    'owner_ref',
    'summary',
  )) {
    const { resources, lifetime } = JSON.parse(row.summary);
    await knex('workloads')
      .where({ id: row.id })
      .update({
        kind: lifetime.kind,
        cpu_cores: resources.cpuCores,
        memory_bytes: resources.memoryBytes,
        disk_bytes: resources.diskBytes,
        gpu_count: resources.gpu?.count ?? 0,
        gpu_model: resources.gpu?.model ?? null,
      });
    await knex('workload_holders').insert({
      workload_id: row.id,
      holder_ref: row.owner_ref,
    });
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('workload_holders');
  await knex.schema.alterTable('workloads', table => {
    table.dropColumns(
      'kind',
      'cpu_cores',
      'memory_bytes',
      'disk_bytes',
      'gpu_count',
      'gpu_model',
    );
  });
};
