import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  // A file inlined as a data: address would need a hole in the Content-Security-Policy.
  build: { target: 'es2023', assetsInlineLimit: 0, sourcemap: false, reportCompressedSize: false },
  worker: { format: 'es' },
  // For `vite` beside a running agency: GARITA_API=http://127.0.0.1:8480
  server: {
    proxy: {
      '/api': process.env.GARITA_API ?? 'http://127.0.0.1:8480',
      '/trust/': process.env.GARITA_API ?? 'http://127.0.0.1:8480',
      '/log/': process.env.GARITA_API ?? 'http://127.0.0.1:8480',
    },
  },
});
