import { ResponseError } from '@backstage/errors';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import {
  CodeBlock,
  ConfirmDialog,
  EmptyState,
  Facts,
  FailureState,
  LoadingState,
  Markdown,
  PageFrame,
  StatusBadge,
} from '.';
import {
  accessibilityProblems,
  renderPiece,
} from './__testUtils__/renderPiece';
import spanish from './translation/es';
import { uiTranslationRef } from './translation';

async function answered(status: number, error: object) {
  return ResponseError.fromResponse(
    new Response(JSON.stringify({ error, response: { statusCode: status } }), {
      status,
      headers: { 'content-type': 'application/json' },
    }),
  );
}

describe('facts', () => {
  it('of which there is nothing to say are not named', () => {
    renderPiece(
      <Facts
        facts={[
          { name: 'Size', value: 0 },
          { name: 'Used by', value: false },
          { name: 'Address', value: '' },
        ]}
      />,
    );
    expect(screen.getByText('Size')).toBeInTheDocument();
    expect(screen.queryByText('Used by')).not.toBeInTheDocument();
    expect(screen.queryByText('Address')).not.toBeInTheDocument();
  });
});

describe('the frame of a page', () => {
  it('has one heading, a way back, the place that the skip link goes to, and names the tab', async () => {
    const { container } = renderPiece(
      <PageFrame
        title="Plankton"
        subtitle="Counts it."
        breadcrumbs={[{ label: 'Modules', href: '/modules' }]}
      >
        <EmptyState title="Nothing" description="Yet." />
        <LoadingState label="Loading it" />
        <StatusBadge tone="good">Running</StatusBadge>
      </PageFrame>,
    );
    expect(
      await screen.findByRole('heading', { level: 1, name: 'Plankton' }),
    ).toBeVisible();
    expect(screen.getByRole('main')).toHaveAttribute('id', 'main-content');
    expect(
      within(
        screen.getByRole('navigation', { name: 'Where you are' }),
      ).getByRole('link', { name: 'Modules' }),
    ).toHaveAttribute('href', '/modules');
    expect(screen.getByText('Loading it')).toBeVisible();
    await waitFor(() => expect(document.title).toMatch(/^Plankton · /));
    expect(await accessibilityProblems(container)).toEqual([]);
  });
});

describe('what failed', () => {
  it('says the cause, what shows it and what to do, and tries again', async () => {
    const retry = vi.fn();
    const error = await answered(500, {
      name: 'Error',
      message: 'The index is away',
      cause: 'The disk is full.',
      evidence: 'ENOSPC',
      nextStep: 'Make room.',
    });
    const { container } = renderPiece(
      <FailureState error={error} onRetry={retry} />,
    );
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(
      /The index is away.*The disk is full\..*ENOSPC.*Make room\./,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(retry).toHaveBeenCalledOnce();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('says that one may not, without a button that cannot help', async () => {
    const error = await answered(403, {
      name: 'NotAllowedError',
      message: 'Your tier may not do this.',
      nextStep: 'Ask for the full tier.',
    });
    renderPiece(<FailureState error={error} onRetry={() => {}} />);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /You may not see this.*Your tier may not do this\..*Ask for the full tier\./,
    );
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('explains a portal that did not answer in our words, not the browser’s', async () => {
    renderPiece(<FailureState error={new TypeError('Failed to fetch')} />);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The portal did not answer',
    );
  });
});

describe('texts of authors', () => {
  const text = [
    '# Title',
    '<script>alert(1)</script><b onclick="x()">bold</b>',
    '[good](https://example.org/) [bad](javascript:alert(1)) [near](docs/a.md)',
    '![pixel](https://tracker.example.org/p.png)',
    '| a | b |',
    '| - | - |',
    '| 1 | 2 |',
  ]
    .join('\n\n')
    .replace(/\|\n\n\|/g, '|\n|');

  it('cannot bring code, ask third parties, or lead astray', async () => {
    const { container } = renderPiece(<Markdown>{text}</Markdown>);
    expect(
      await screen.findByRole('heading', { level: 2, name: 'Title' }),
    ).toBeVisible();
    expect(container.querySelector('script, b, img')).toBeNull();
    expect(screen.getAllByRole('link').map(a => a.textContent)).toEqual([
      'good',
      'Image: pixel',
    ]);
    expect(screen.getByRole('link', { name: 'good' })).toHaveAttribute(
      'rel',
      'noopener noreferrer nofollow',
    );
    expect(screen.getByRole('table')).toHaveTextContent('1');
    expect(await accessibilityProblems(container)).toEqual([]);
  });
});

describe('code to copy', () => {
  it('is copied as it stands, and says so', async () => {
    const user = userEvent.setup();
    const { container } = renderPiece(
      <CodeBlock label="curl" language="bash" code="curl -s $URL" />,
    );
    await user.click(await screen.findByRole('button', { name: 'Copy: curl' }));
    expect(await screen.findByText('Copied')).toBeVisible();
    expect(await navigator.clipboard.readText()).toBe('curl -s $URL');
    expect(await accessibilityProblems(container)).toEqual([]);
  });
});

describe('a question before it is too late', () => {
  it('does nothing until one says yes', async () => {
    const confirm = vi.fn();
    renderPiece(
      <ConfirmDialog
        isOpen
        onOpenChange={() => {}}
        title="Delete it?"
        body="It is gone then."
        confirmLabel="Delete"
        isDangerous
        onConfirm={confirm}
      />,
    );
    const dialog = await screen.findByRole('dialog', { name: 'Delete it?' });
    expect(confirm).not.toHaveBeenCalled();
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Delete' }),
    );
    expect(confirm).toHaveBeenCalledOnce();
  });
});

describe('the words', () => {
  it('are all there in Spanish', () => {
    const english = (
      uiTranslationRef as unknown as { getDefaultMessages(): object }
    ).getDefaultMessages();
    expect(Object.keys(spanish.messages).sort()).toEqual(
      Object.keys(english).sort(),
    );
  });
});
