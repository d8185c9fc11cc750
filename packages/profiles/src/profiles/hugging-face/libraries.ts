/** Their names of libraries, by ours in small letters. */
export const libraryNames: Record<string, string> = {
  pytorch: 'pytorch',
  keras: 'keras',
  'scikit-learn': 'sklearn',
};
