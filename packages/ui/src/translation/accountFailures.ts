/** What the accounts room refuses. */
export const accountFailureTexts = {
  ACCOUNT_LIMIT: {
    title: 'You have linked as many services as one person may.',
    nextStep: 'Unlink one that you do not need.',
  },
  ACCOUNT_LINKED_TWICE: {
    title: 'You have linked this one already.',
    nextStep: 'Change the other one, or unlink it first.',
  },
  ACCOUNT_NAME_TAKEN: {
    title: 'You have linked something of this name already.',
    nextStep: 'Take another name, or none.',
  },
  ACCOUNT_NOT_FOUND: {
    title: 'You have linked nothing of this name.',
    nextStep: 'The page Accounts has those that you have linked.',
  },
  ACCOUNT_VALUES: {
    title: 'Something in the form is not as the service needs it.',
    nextStep: 'Change these fields and send it again.',
  },
  LOGIN_NOT_FOUND: {
    title: 'There is no such sign-in any more.',
    nextStep: 'Begin again: link the service once more.',
  },
  NOT_LINKED: {
    title: 'The service does not let you in.',
    nextStep: 'Look at what you have filled in, and try again.',
  },
  NO_SERVICE_LOGIN: {
    title: 'One cannot sign in at this service like that.',
    nextStep: 'Fill in the form of the service.',
  },
  UNKNOWN_SERVICE: {
    title: 'There is no such service to link.',
    nextStep: 'Take one of those that the page Accounts offers.',
  },
  SECRET_BUSY: {
    title: 'The secret is being changed at this moment.',
    nextStep: 'Look at it again in two minutes.',
  },
  SECRET_CHANGED: {
    title: 'The secret has been changed meanwhile.',
    nextStep: 'Look at it again, and repeat it if it is still needed.',
  },
  SECRET_EXISTS: {
    title: 'There is a secret of this name already.',
    nextStep: 'Give it another value, or choose another name.',
  },
  SECRET_EXPIRED: {
    title: 'The secret has expired.',
    nextStep: 'Give it another value.',
  },
  SECRET_NOT_FOUND: {
    title: 'There is no such secret.',
    nextStep: 'Look at the list of your secrets.',
  },
  SECRET_STORE_AWAY: {
    title: 'Secrets can be neither read nor changed at present.',
    nextStep: 'Try again later.',
  },
};
