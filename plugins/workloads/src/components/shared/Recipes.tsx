import { CodeBlock } from '@astrolabe/ui';
import { Tab, TabList, TabPanel, Tabs, Text } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';
import type { Recipes as RecipeTexts } from '../../recipes';

/** The same thing as curl, CLI and Python, ready to copy. */
export function Recipes({ recipes }: { recipes: RecipeTexts }) {
  const t = useTranslate();
  const all = [
    { id: 'curl', language: 'bash', code: recipes.curl },
    { id: 'cli', language: 'bash', code: recipes.cli },
    { id: 'python', language: 'python', code: recipes.python },
  ] as const;
  const given = all.filter(({ code }) => code !== undefined);
  return (
    <>
      <Text as="p" color="secondary" style={{ margin: 0 }}>
        {t('recipe.hint')}
      </Text>
      <Tabs>
        <TabList aria-label={t('recipe.label')}>
          {given.map(({ id }) => (
            <Tab key={id} id={id}>
              {t(`recipe.${id}`)}
            </Tab>
          ))}
        </TabList>
        {given.map(({ id, language, code }) => (
          <TabPanel key={id} id={id}>
            <CodeBlock
              code={code!}
              language={language}
              label={t(`recipe.${id}`)}
            />
          </TabPanel>
        ))}
      </Tabs>
    </>
  );
}
