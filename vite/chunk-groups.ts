/**
 * Which modules share a file. Few files compress better than many; but what contexts share stays apart from what only
 * surfaces need, so that neither engine nor worker loads a line of the popup. The composer measures texts, and parses none.
 */
export const chunkGroups = [
  { name: 'loading', test: /preload-helper/, priority: 2 },
  {
    name: 'messaging',
    test: /src\/shared\/(messaging|i18n|extension-api|settings|snapshot)/,
    priority: 2,
  },
  { name: 'participant', test: /src\/shared\/(participant|hue)/, priority: 2 },
  { name: 'text-size', test: /src\/shared\/text\/(text-size|visible-text)/, priority: 3 },
  { name: 'rules', test: /src\/(shared\/identity|engine\/(bytes|chat\/rules\/(?!search)))/, priority: 2 },
  {
    name: 'views',
    test: /node_modules\/(preact|lucide-preact\/dist\/esm\/(?!icons))|src\/popup\/(?!index|start-surface|extension-host|later|current-view|permission|screens|loopback)/,
    tags: ['$initial' as const],
    priority: 1,
  },
];
