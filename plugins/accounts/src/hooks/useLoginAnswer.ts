import type { Account, LoginAnswer } from '@astrolabe/plugin-accounts-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router-dom';
import { accountsApiRef } from '../api';

/** What came of it, once the portal has been told what the service said. */
export function useLoginAnswer() {
  const api = useApi(accountsApiRef);
  const { pathname, search } = useLocation();
  // As it was when one came here: then it is taken out of the address.
  const [answer] = useState(() => readAnswer(pathname, search));
  const [account, setAccount] = useState<Account>();
  const [error, setError] = useState<unknown>();
  const isSent = useRef(false);

  useEffect(() => {
    // It counts once, and React may come here twice.
    if (!answer || isSent.current) return;
    isSent.current = true;
    window.history.replaceState(window.history.state, '', pathname);
    api.answerLogin(answer).then(setAccount, setError);
  }, [answer, api, pathname]);

  return { isAnswer: answer !== undefined, account, error };
}

function readAnswer(pathname: string, search: string): LoginAnswer | undefined {
  const service = pathname.replace(/\/+$/, '').split('/').at(-1) ?? '';
  const said = new URLSearchParams(search);
  const state = said.get('state');
  if (!state) return undefined;
  const more = (['code', 'error', 'iss'] as const).flatMap(name => {
    const value = said.get(name);
    return value ? [[name, value]] : [];
  });
  return { service, state, ...Object.fromEntries(more) };
}
