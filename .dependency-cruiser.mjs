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
      name: 'shared-is-pure',
      comment: 'What all contexts share imports nothing but itself and valibot.',
      severity: 'error',
      from: { path: '^src/shared/', pathNot: '^src/shared/(extension-api|messaging/runtime-)' },
      to: { pathNot: ['^src/shared/', '^node_modules/valibot/'] },
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
      from: { path: '^src/shared/', pathNot: '^src/shared/messaging/' },
      to: { path: '^src/shared/messaging/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'background-is-small',
      comment: 'The worker holds browser privileges: no engine, no popup, no Firebase, no Preact.',
      severity: 'error',
      from: { path: '^src/background/' },
      to: { pathNot: ['^src/(background|shared)/', '^node_modules/(@types/)?(webextension-polyfill|chrome|valibot)/'] },
    },
    {
      name: 'offscreen-is-not-a-surface',
      comment: 'The engine knows neither its surfaces nor the worker.',
      severity: 'error',
      from: { path: '^src/offscreen/' },
      to: { path: ['^src/(popup|background)/', '^node_modules/(@preact/|preact/|lucide-preact/|uqr/|qr/)'] },
    },
    {
      name: 'firebase-stays-in-signaling',
      comment: 'One folder imports Firebase, so that another service can take its place.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/offscreen/signaling/' },
      to: { path: '^node_modules/(firebase|@firebase)/' },
    },
    {
      name: 'popup-is-not-the-engine',
      comment: 'Surfaces render a snapshot and send commands.',
      severity: 'error',
      from: { path: '^src/popup/' },
      to: { path: '^src/(background|offscreen)/' },
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
