// @ts-check

/**
 * Creates the room for what people and services did. Rows are only added: the
 * database itself refuses to change one, and PostgreSQL to remove one other than
 * by the removal of old ones, which says what it is.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('audit_log', table => {
    table.comment(
      'Who did what to which object, from where, with what outcome',
    );
    table.string('id', 36).primary().comment('UUIDv7: ordered by time');
    table.string('at', 30).notNullable();
    table.string('plugin', 64).notNullable();
    table.string('event', 128).notNullable();
    table.string('severity', 16).notNullable();
    table.string('actor', 255).nullable();
    table.string('token_id', 36).nullable();
    table.string('address', 64).nullable();
    table.string('user_agent', 255).nullable();
    table.string('method', 16).nullable();
    table.string('path', 500).nullable();
    table.string('object', 255).nullable();
    table.text('meta').nullable().comment('JSON, without secrets');
    table.string('outcome', 16).notNullable();
    table.string('error', 128).nullable();
    table.index(['at'], 'audit_log_at_idx');
    table.index(['actor', 'id'], 'audit_log_actor_idx');
    table.index(['object', 'id'], 'audit_log_object_idx');
    table.index(['event', 'id'], 'audit_log_event_idx');
  });
  for (const statement of guards(knex)) await knex.raw(statement);
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('audit_log');
  if (isPostgres(knex)) await knex.raw('DROP FUNCTION audit_log_stays()');
};

/** @param {import('knex').Knex} knex */
function isPostgres(knex) {
  return knex.client.config.client === 'pg';
}

/** @param {import('knex').Knex} knex */
function guards(knex) {
  if (!isPostgres(knex)) {
    return [
      `CREATE TRIGGER audit_log_stays BEFORE UPDATE ON audit_log
       BEGIN SELECT RAISE(ABORT, 'audit_log is append-only'); END`,
    ];
  }
  return [
    `CREATE FUNCTION audit_log_stays() RETURNS trigger AS $$
     BEGIN
       IF TG_OP = 'DELETE'
          AND current_setting('astrolabe.removes_old_audit', true) = 'on' THEN
         RETURN OLD;
       END IF;
       RAISE EXCEPTION 'audit_log is append-only';
     END $$ LANGUAGE plpgsql`,
    `CREATE TRIGGER audit_log_rows_stay BEFORE UPDATE OR DELETE ON audit_log
     FOR EACH ROW EXECUTE FUNCTION audit_log_stays()`,
    `CREATE TRIGGER audit_log_stays BEFORE TRUNCATE ON audit_log
     FOR EACH STATEMENT EXECUTE FUNCTION audit_log_stays()`,
  ];
}
