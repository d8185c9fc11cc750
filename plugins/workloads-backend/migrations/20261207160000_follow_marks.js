// @ts-check

/**
 * Nothing on the way up: since the last change, a mark stands in specs in the place of
 * the revision. On the way down the revision comes back into its place, for what was
 * there before knows of no marks.
 */
exports.up = async function up() {};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  const ids = await knex('workloads').whereNotNull('follow').pluck('id');
  for (const id of ids) {
    const row = await knex('workloads').where({ id }).first('spec', 'follow');
    const { mark, commit = '' } = JSON.parse(row.follow);
    const spec = row.spec.replaceAll(mark, commit);
    await knex('workloads').where({ id }).update({ spec, follow: null });
  }
};
