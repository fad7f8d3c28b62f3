import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { tanstackRouter } from '@tanstack/router-plugin/vite';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

// In development the API runs beside Vite; in production the same binary serves both. The pages of the public site are the
// program's own: what they ask for is then the last build.
const api = process.env.MAILLAGE_API ?? 'http://127.0.0.1:8080';
/** What the program writes itself. */
const PUBLIC_SITE = [
  '/annuaire',
  '/fiches',
  '/integration',
  '/donnees-personnelles',
  '/accessibilite',
  '/ne-plus-ecrire',
  // The agenda and its pages; the links of mails open screens below it.
  '^/rendez-vous(/[0-9a-fA-F-]{36})?/?([?]|$)',
];
const proxied = (...paths: string[]) => Object.fromEntries(paths.map((path) => [path, api]));
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Below this a packed file saves less than a network packet. */
const WORTH_PACKING = 200;

/**
 * What pages share is in few files: many of a kilobyte each pack a tenth worse, and are asked for one by one. What
 * only some pages need stays with them. See docs/decisions (what a first visit brings).
 */
const TOGETHER: [name: string, ...what: string[]][] = [
  [
    'base',
    'node_modules/(react|react-dom|scheduler|use-sync-external-store|@tanstack)/(?!.*(mutationObserver|useMutation|nfiniteQueryObserver|useInfiniteQuery)\\.)',
    'src/(language|api)/(?!.*/en|useServerForm|formErrors|fields|download|upload)',
    'src/ui/(words/(fr|index)|(?!fields)[a-z]+|Button|Mailles|Menu|Page|Part|Toasts)\\.',
    'src/app/(words/(fr|index)|router|routeTree|guards|firstStart|App\\.|routes/_equipe.tsx.tsr-split|pages/StaffFrame)',
    'src/layout/(StaffShell|Frame|AccountMenu|words/(fr|index))\\.',
    'src/features/members/(words/(fr|index)|marks|queries|drawers|fields/(names|queries))\\.',
    'src/features/(club|follow_up)/(logDoor|queries)\\.',
    'icons/Icon(AlertTriangle|Arrow(BackUp|Down|Up)|Check|Download|Pencil|Plus|UsersGroup)\\.',
  ],
  [
    'forms',
    'src/api/(useServerForm|formErrors|fields)',
    'src/ui/(words/forms|Card|Dialog|ErrorSummary|FormDialog|KeyList|LoadMore|PageForm|PasswordField|Progress|Reach|Tabs|Timeline|TypeAhead|fields)\\.',
    'icons/Icon(Archive|Arrow(Left|Right)|Copy|DeviceMobile|Dots|GitMerge|GripVertical|Key|Lock|Mail|Phone|Pinned|Trash|User|Users|Walk)\\.',
    '(mutationObserver|useMutation|nfiniteQueryObserver|useInfiniteQuery)\\.',
  ],
  ['words.en', 'src/(ui|api|app|layout|sheet|features/(members|members/grid|views))/words/en\\.'],
  [
    'list',
    'src/app/pages/(MemberBook|MemberFilterButton)',
    'routes/_equipe/membres.index.tsx.tsr-split',
    'src/features/views/(ViewsBar|queries|words/(fr|index)\\.)',
    'src/features/members/grid/(words/(fr|index)|useMemberColumns|layouts|columns|QuickFilters)',
  ],
  ['desk', 'src/app/pages/MemberDesk', 'src/sheet/(Sheet|words/(fr|index)|logic/(values|selection)\\.)'],
  ['sheet.parts', 'src/sheet/view/(AskedDialog|ColumnMenu|ColumnsPanel|IssuesPanel|KeysDialog)'],
  [
    'door',
    'src/app/routes/_sortie/(connexion|mot-de-passe|adresse|invitation).*tsr-split',
    'src/features/accounts/(SignInPage|TokenPages|DoorForm|OtpField)',
  ],
];

/**
 * Packs what is named by its content once, as small as can be, so that the program never does it while somebody waits.
 * `index.html` gets a nonce each time and is left out.
 */
function precompressed(): Plugin {
  let folder = '';
  return {
    name: 'precompressed',
    apply: 'build',
    configResolved(config) {
      folder = join(config.root, config.build.outDir);
    },
    async closeBundle() {
      const names = await readdir(folder, { recursive: true });
      const packed = names.filter((name) => /\.(js|css|svg|json|webmanifest)$/.test(name));
      await Promise.all(
        packed.map(async (name) => {
          const path = join(folder, name);
          const content = await readFile(path);
          if (content.length < WORTH_PACKING) return;
          const params = {
            [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
            [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
          };
          await writeFile(`${path}.br`, await promisify(brotliCompress)(content, { params }));
          await writeFile(`${path}.gz`, await promisify(gzip)(content, { level: 9 }));
        }),
      );
    },
  };
}

export default defineConfig({
  plugins: [
    tanstackRouter({
      target: 'react',
      autoCodeSplitting: true,
      routesDirectory: 'src/app/routes',
      generatedRouteTree: 'src/app/routeTree.gen.ts',
      quoteStyle: 'single',
    }),
    react(),
    precompressed(),
  ],
  resolve: {
    alias: {
      '@': here('./src'),
      // React has had it since 18: no stand-in for older ones.
      'use-sync-external-store/shim/with-selector': 'use-sync-external-store/with-selector',
    },
  },
  // The server replaces this token in index.html by the nonce of the answer.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // The program reads in it which files the pages of the public site ask for.
    manifest: true,
    rolldownOptions: {
      input: { index: here('./index.html'), public: here('./src/public/main.ts') },
      output: {
        codeSplitting: {
          groups: TOGETHER.map(([name, ...what], at) => ({
            name,
            test: new RegExp(what.join('|')),
            priority: TOGETHER.length - at,
          })),
        },
      },
    },
  },
  server: { proxy: proxied('/api', ...PUBLIC_SITE, '/assets') },
  preview: { proxy: proxied('/api', ...PUBLIC_SITE) },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/app/tests.setup.ts'],
    restoreMocks: true,
  },
});
