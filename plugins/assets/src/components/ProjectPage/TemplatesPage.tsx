import {
  EmptyState,
  FailureState,
  LoadingState,
  PageFrame,
  PlainList,
  useLocale,
} from '@astrolabe/ui';
import { ButtonLink, Card, CardBody, Link, Text } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';
import { editPath, listPath, NEW_PATH, REGISTER_PATH } from '../../routes';
import { useTemplates } from './useTemplates';

/** What can be begun: a card for each template. */
export function TemplatesPage() {
  const t = useTranslate();
  const language = useLocale();
  const { value, error, loading, retry } = useTemplates();
  return (
    <PageFrame
      title={t('project.title')}
      subtitle={t('project.subtitle')}
      actions={
        <>
          <ButtonLink variant="secondary" href={REGISTER_PATH}>
            {t('register.link')}
          </ButtonLink>
          <ButtonLink variant="secondary" href={editPath()}>
            {t('edit.start')}
          </ButtonLink>
        </>
      }
      breadcrumbs={[
        { label: t('kind.module.title'), href: listPath('module') },
      ]}
    >
      {error && !loading && <FailureState error={error} onRetry={retry} />}
      {loading && <LoadingState label={t('project.loading')} />}
      {value?.length === 0 && (
        <EmptyState
          title={t('project.none')}
          description={t('project.noneText')}
        />
      )}
      {value && value.length > 0 && (
        <PlainList>
          {value.map(({ id, translations, whyNot, ...english }) => {
            const words = { ...english, ...translations[language] };
            return (
              <li key={id}>
                <Card>
                  <CardBody>
                    <Text as="h2" variant="title-x-small">
                      <Link href={`${NEW_PATH}/${encodeURIComponent(id)}`}>
                        {words.title}
                      </Link>
                    </Text>
                    <Text as="p" color="secondary">
                      {words.description}
                    </Text>
                    {whyNot && (
                      <Text as="p" color="warning">
                        {t('project.notNow')}: <span lang="en">{whyNot}</span>
                      </Text>
                    )}
                  </CardBody>
                </Card>
              </li>
            );
          })}
        </PlainList>
      )}
    </PageFrame>
  );
}
