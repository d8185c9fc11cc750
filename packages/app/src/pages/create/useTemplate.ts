import { ResponseError } from '@backstage/errors';
import { fetchApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';

/** What a template asks for, as its file has it. */
export interface Question {
  title: string;
  description?: string;
  default?: string;
  enum?: string[];
  maxLength?: number;
  pattern?: string;
  'ui:widget'?: 'textarea' | 'file';
  /** The same in Spanish. */
  'x-es'?: { title?: string; description?: string };
}

export interface Questions {
  required: string[];
  properties: Record<string, Question>;
}

export interface MadeFile {
  name: string;
  text: string;
}

interface TaskEvent {
  id: number;
  type: string;
  body: { output?: { files?: MadeFile[] }; error?: { message: string } };
}

const BASE = 'plugin://scaffolder/v2';
const NAME = 'community';

/** The template that makes the block of a community: its questions, and how to have it made. */
export function useTemplate() {
  const { fetch } = useApi(fetchApiRef);
  const ask = useCallback(
    async <T>(path: string, body?: object): Promise<T> => {
      const response = await fetch(`${BASE}${path}`, {
        ...(body && {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      });
      if (!response.ok) throw await ResponseError.fromResponse(response);
      return response.json();
    },
    [fetch],
  );
  const questions = useAsyncRetry(async () => {
    const path = `/templates/default/template/${NAME}/parameter-schema`;
    const { steps } = await ask<{ steps: { schema: Questions }[] }>(path);
    return steps.at(0)?.schema;
  }, [ask]);
  const make = useCallback(
    async (values: Record<string, string>): Promise<MadeFile[]> => {
      const templateRef = `template:default/${NAME}`;
      const { id } = await ask<{ id: string }>('/tasks', {
        ...{ templateRef, values },
      });
      return filesOf(await completionOf(id, ask));
    },
    [ask],
  );
  return { questions, make };
}

/** Each answer waits until there is more to tell. */
async function completionOf(
  id: string,
  ask: <T>(path: string) => Promise<T>,
): Promise<TaskEvent['body']> {
  for (let after = 0; ; ) {
    const path = `/tasks/${encodeURIComponent(id)}/events?after=${after}`;
    const events = await ask<TaskEvent[]>(path);
    const end = events.find(({ type }) => type === 'completion');
    if (end) return end.body;
    after = events.at(-1)?.id ?? after;
  }
}

function filesOf({ output, error }: TaskEvent['body']): MadeFile[] {
  if (error) throw new Error(error.message);
  return output?.files ?? [];
}
