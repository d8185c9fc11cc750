import { askWell, basic, jsonOf } from './ask';
import { address, password, token, user } from './fields';
import { TroubleError, type ServiceProvider } from './types';

export const mlflow: ServiceProvider = {
  id: 'mlflow',
  title: 'MLflow',
  kind: 'tracking',
  form: {
    required: ['url'],
    properties: {
      url: address('https://mlflow.example.org'),
      user,
      password,
      token: { ...token, description: 'Instead of a user name and password' },
    },
  },
  async verify({ url, user: name, password: pass, token: value }, reach) {
    const answer = await askWell(
      reach,
      `${url}/api/2.0/mlflow/experiments/search?max_results=1`,
      {
        headers: {
          ...(name && { authorization: basic(name, pass ?? '') }),
          ...(value && { authorization: `Bearer ${value}` }),
        },
      },
    );
    if (typeof jsonOf(answer) !== 'object') {
      throw new TroubleError('not-found', `${url} is no MLflow`);
    }
    return { user: name };
  },
};
