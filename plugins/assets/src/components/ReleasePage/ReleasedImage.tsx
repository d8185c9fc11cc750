import type { ReleaseImage } from '@astrolabe/plugin-assets-common';
import { Facts, saveFile } from '@astrolabe/ui';
import { Button, Flex, Text } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';

/** Which image a version has, and what somebody needs to verify it without asking us. */
export function ReleasedImage({ image }: { image: ReleaseImage }) {
  const { reference, digest, payload, signature, publicKey } = image;
  const t = useTranslate();
  const files = [
    { label: 'payload', fileName: 'image-signature.json', text: payload },
    { label: 'sign', fileName: 'image-signature.json.sig', text: signature },
    { label: 'key', fileName: 'signing-key.pem', text: publicKey },
  ] as const;
  const code = (text: string) => (
    <Text as="span" style={{ overflowWrap: 'anywhere' }}>
      <code>{text}</code>
    </Text>
  );
  return (
    <Flex direction="column" gap="2">
      <Facts
        facts={[
          { name: t('release.image.title'), value: code(reference) },
          { name: t('release.image.digest'), value: code(digest) },
          {
            name: t('release.image.signature'),
            value: t(`release.image.${image.isPushed ? 'pushed' : 'kept'}`),
          },
        ]}
      />
      <Flex gap="2" style={{ flexWrap: 'wrap' }}>
        {files.map(({ label, fileName, text }) => (
          <Button
            key={label}
            variant="secondary"
            size="small"
            onPress={() => saveFile({ blob: new Blob([text]), fileName })}
          >
            {t(`release.image.${label}`)}
          </Button>
        ))}
      </Flex>
    </Flex>
  );
}
