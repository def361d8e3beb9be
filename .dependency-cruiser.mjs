/**
 * Who may import whom: the table of docs/architecture.md as rules. Checked by tests/architecture/import-rules.test.ts.
 * Paths are regular expressions from the root of the repository.
 * @type {import('dependency-cruiser').IConfiguration}
 */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Modules that import each other cannot be understood one at a time.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'Every import leads to a file or an installed package.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-development-packages-in-the-extension',
      comment: 'What ships is listed under dependencies.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'extension-stands-alone',
      comment: 'The extension knows nothing of tests and scripts.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(tests|scripts|bench|firebase)/' },
    },
    {
      name: 'no-folder-cycles',
      comment: 'Subjects build on each other in one direction, so that each can be read after those below it.',
      severity: 'error',
      scope: 'folder',
      from: {},
      to: { circular: true },
    },
    {
      name: 'shared-is-pure',
      comment:
        'What all contexts share imports nothing but itself and valibot; of the engine it may name types of its rules.',
      severity: 'error',
      from: { path: '^src/shared/', pathNot: '^src/shared/(extension-api|messaging/runtime-)' },
      to: { pathNot: ['^src/shared/', '^node_modules/valibot/', '^src/engine/([^/]+/rules|play/games)/'] },
    },
    {
      name: 'surfaces-run-no-engine',
      comment: 'Types of the rules vanish in the build; code of theirs would land in the popup.',
      severity: 'error',
      from: { path: '^src/(shared|popup)/' },
      to: { path: '^src/engine/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'shared-names-no-context',
      comment: 'Messaging over the browser needs the extension interface, and no context.',
      severity: 'error',
      from: { path: '^src/shared/(extension-api|messaging/runtime-)' },
      to: { pathNot: ['^src/shared/', '^node_modules/(@types/)?webextension-polyfill/'] },
    },
    {
      name: 'extension-api-by-one-door',
      comment:
        'The differences between browsers are settled in one place; everything else sees one extension interface.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/shared/extension-api' },
      to: { path: '^node_modules/(@types/)?webextension-polyfill/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'pure-modules-know-no-browser',
      comment: 'Only messaging reaches for the extension interface; the rest of shared is values in, values out.',
      severity: 'error',
      from: { path: '^src/shared/', pathNot: '^src/shared/messaging/runtime-' },
      to: { path: '^src/shared/extension-api' },
    },
    {
      name: 'pure-modules-send-no-messages',
      comment: 'Steps, states and codecs are values in, values out.',
      severity: 'error',
      from: { path: '^src/(shared/(?!messaging/)|engine/([^/]+/rules|play/games)/)' },
      to: { path: '^src/shared/messaging/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'rules-are-pure',
      comment: 'The rules of a subject build on other rules, on bytes and on what all contexts share.',
      severity: 'error',
      from: { path: '^src/engine/([^/]+/rules|play/games)/' },
      to: { pathNot: ['^src/engine/([^/]+/rules|play/games|bytes)/', '^src/shared/', '^node_modules/valibot/'] },
    },
    {
      name: 'background-is-small',
      comment: 'The worker holds browser privileges: no engine, no popup, no Firebase, no Preact.',
      severity: 'error',
      from: { path: '^src/background/' },
      to: { pathNot: ['^src/(background|shared)/', '^node_modules/(@types/)?(webextension-polyfill|chrome|valibot)/'] },
    },
    {
      name: 'engine-names-no-host',
      comment:
        'The engine gets the browser through ports, whichever page it lives in, and knows no extension interface.',
      severity: 'error',
      from: { path: '^src/engine/' },
      to: {
        pathNot: ['^src/(engine|shared)/', '^node_modules/(valibot|@hpke|@scure|@noble)/'],
      },
    },
    {
      name: 'engine-sends-no-messages',
      comment: 'How the engine is asked, and by whom, is the matter of its host.',
      severity: 'error',
      from: { path: '^src/engine/' },
      to: { path: '^src/shared/(extension-api|messaging/runtime-)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'ports-hold-no-code',
      comment: 'A port says what the engine needs; whoever implements it depends on nothing else.',
      severity: 'error',
      from: { path: '^src/engine/ports/' },
      to: { path: '^src/', pathNot: '^src/engine/ports/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'adapters-know-ports-only',
      comment: 'Adapters implement ports; of the engine beyond them they share only pure rules.',
      severity: 'error',
      from: { path: '^src/adapters/' },
      to: { path: '^src/', pathNot: '^src/(adapters|shared|engine/(ports|[^/]+/rules))/' },
    },
    {
      name: 'adapters-know-not-each-other',
      comment: 'Each adapter can be exchanged alone.',
      severity: 'error',
      from: { path: '^src/adapters/([^/]+)/' },
      to: { path: '^src/adapters/[^/]+/', pathNot: '^src/adapters/$1/' },
    },
    {
      name: 'offscreen-is-not-a-surface',
      comment: 'A host knows neither surfaces nor the worker.',
      severity: 'error',
      from: { path: '^src/(offscreen|host|adapters|engine)/' },
      to: { path: ['^src/(popup|background|web)/', '^node_modules/(@preact/|preact/|lucide-preact/|uqr/|qr/)'] },
    },
    {
      name: 'page-is-no-extension',
      comment: 'In an ordinary page there is no extension interface, neither for it nor for whatever it imports.',
      severity: 'error',
      from: { path: '^src/web/' },
      to: {
        path: ['^src/shared/(extension-api|messaging/runtime-)', '^src/popup/extension-', '^src/background/platform'],
        reachable: true,
      },
    },
    {
      name: 'firebase-by-one-adapter',
      comment: 'One folder imports Firebase, so that another service can take its place.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/adapters/firestore/' },
      to: { path: '^node_modules/(firebase|@firebase)/' },
    },
    {
      name: 'popup-is-not-the-engine',
      comment: 'Surfaces render a snapshot and send requests.',
      severity: 'error',
      from: { path: '^src/popup/' },
      to: { path: '^src/(background|offscreen|firefox|web|host|adapters|engine/(?!([^/]+/rules|play/games)/))' },
    },
    {
      name: 'surfaces-know-their-host-by-one-door',
      comment: 'The app runs in an extension or in a plain page; its entries choose the host that it is handed.',
      severity: 'error',
      from: {
        path: '^src/popup/',
        pathNot: '^src/popup/(extension-(host|offer|words)\\.ts|shared-page/index\\.ts|(permission/)?index\\.tsx)$',
      },
      to: { path: ['^src/shared/(extension-api|messaging/runtime-)', '^src/popup/extension-'] },
    },
    {
      name: 'views-have-no-browser',
      comment: 'Screens and components take props and give callbacks; extension APIs and messages are not theirs.',
      severity: 'error',
      from: { path: '^src/popup/(screens|components)/' },
      to: { path: ['^src/shared/extension-api', '^node_modules/(@types/)?webextension-polyfill/'] },
    },
    {
      name: 'views-send-no-messages',
      comment: 'Screens and components may name the types of the contract, nothing else of messaging.',
      severity: 'error',
      from: { path: '^src/popup/(screens|components)/' },
      to: { path: '^src/shared/messaging/', dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    preserveSymlinks: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'browser', 'types', 'default'] },
  },
};
