import { PageFrame } from '@astrolabe/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { appTranslationRef } from '../../translation';
import { RoomApi } from './RoomApi';
import { rooms } from './rooms';

/** Every route of the portal. */
export function ApiDocsPage() {
  const { t } = useTranslationRef(appTranslationRef);
  return (
    <PageFrame title={t('apiDocs.title')} subtitle={t('apiDocs.subtitle')}>
      <Text as="p">{t('apiDocs.token')}</Text>
      {rooms.map(room => (
        <RoomApi key={room} room={room} />
      ))}
    </PageFrame>
  );
}
