import {
  fieldAt,
  unitText,
  useFormLanguage,
  type FieldSchema,
  type Language,
} from '@astrolabe/form';
import {
  renameFields,
  type FormSchema,
  type LaunchForm,
  type WorkloadDetail,
} from '@astrolabe/plugin-workloads-common';
import { Facts } from '@astrolabe/ui';
import { ButtonLink, Text } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';
import { deployPath } from '../../routes';
import { siteName } from '../shared/resources';

/** What the person asked for, and the way to ask for it again. */
export function Values(props: {
  workload: WorkloadDetail;
  /** Missing while it is not known: then the keys of the request have to do. */
  form: LaunchForm | undefined;
}) {
  const { workload, form } = props;
  const t = useTranslate();
  const language = useFormLanguage();
  const { entityRef, values, siteId } = workload.request;
  const asNow = form ? renameFields(form.schema as FormSchema, values) : values;
  const given = Object.entries(asNow).flatMap(([group, fields]) =>
    Object.entries(fields)
      .filter(([, value]) => isGiven(value))
      .map(([field, value]) => ({
        key: `${group}.${field}`,
        schema: form && fieldAt(form.schema, [group, field]),
        value,
      })),
  );
  const titles = given.map(({ schema }) => schema?.title);
  const asked = given.map(({ key, schema, value }) => ({
    name: isOnlyOne(titles, schema?.title) ? schema!.title! : key,
    value: (
      <span style={{ whiteSpace: 'pre-wrap' }}>
        {valueText(value, schema, language)}
      </span>
    ),
  }));
  const facts = siteId
    ? [
        ...asked,
        { name: t('plan.where'), value: siteName(workload.siteTitle, t) },
      ]
    : asked;
  return (
    <>
      {facts.length > 0 ? (
        <Facts facts={facts} />
      ) : (
        <Text color="secondary">{t('detail.noValues')}</Text>
      )}
      <div>
        <ButtonLink
          href={deployPath(entityRef, { from: workload.id })}
          variant="secondary"
        >
          {t('detail.relaunch')}
        </ButtonLink>
      </div>
    </>
  );
}

/** What was left empty says nothing. */
function isGiven(value: unknown): boolean {
  const isEmpty = value === '' || (Array.isArray(value) && value.length === 0);
  return value !== undefined && !isEmpty;
}

/** Two fields of the same title are told apart by their keys. */
function isOnlyOne(titles: (string | undefined)[], title?: string): boolean {
  return Boolean(title) && titles.filter(other => other === title).length === 1;
}

function valueText(
  value: unknown,
  schema: FieldSchema | undefined,
  { t, locale }: Language,
): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'boolean':
      return value ? t('field.yes') : t('field.no');
    case 'number': {
      const number = new Intl.NumberFormat(locale, {
        maximumFractionDigits: 20,
      });
      return `${number.format(value)} ${unitText(
        schema?.['x-unit'],
        value,
        t,
      )}`.trim();
    }
    default:
      if (Array.isArray(value)) {
        return value
          .map(each => valueText(each, undefined, { t, locale }))
          .join('\n');
      }
      return JSON.stringify(value);
  }
}
