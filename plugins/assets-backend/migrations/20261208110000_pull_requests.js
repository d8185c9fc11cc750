// @ts-check

/**
 * Has every forge asked anew what it is to tell: pull requests as well as pushes.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex('check_hooks').update({ due_at: '' });
};

/**
 * What forges tell besides is left alone by who does not know it; runs of pull requests
 * would be taken for the module's own.
 *
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  const its = knex('check_runs').where({ cause: 'pull' });
  await knex('check_files')
    .whereIn('run_id', its.clone().select('id'))
    .delete();
  await its.delete();
};
