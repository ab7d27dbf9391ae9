import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  base: '/console/',
  plugins: [react()],
  html: { cspNonce: '__NONCE__' },
  build: { outDir: '../../dist/console', emptyOutDir: true, chunkSizeWarningLimit: 2500 },
});
