import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { compress } from './build/compress.ts'

/** Where `npm run dev` finds a running server. */
const SERVER = process.env['YUNTU_URL'] ?? 'http://127.0.0.1:8080'

export default defineConfig({
  // Relative, so that the page works behind any base path.
  base: './',
  plugins: [vue(), compress()],
  build: {
    target: 'es2023',
    // A data: URL would need a looser content policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1300,
    rolldownOptions: {
      input: { map: 'map.html', screen: 'screen.html', plan: 'plan.html' },
      output: {
        // One file for what the faces and the panels that are fetched later share: each more is a request of the first view. Their style sheet too: it comes before a face's own.
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [{ name: 'shared', test: /node_modules\/@?vue|plugin-vue|preload-helper|src\/(styles\/base|fonts\/faces)\.css|src\/(state|api)\/(?!spots|siting|curve|months|restated)|src\/strings\/(?!spot|site|month|capacity|en\.)\w+\.ts$|src\/ui\/(StarMark|LanguageSwitch|ReasonText|VerdictTag|Swatch)|src\/map\/(colours|patterns|context)/ }],
        },
      },
    },
  },
  server: {
    port: 5173,
    proxy: { '/api': SERVER, '/tiles': SERVER },
  },
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts'] },
})
