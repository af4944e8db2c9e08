import type { Worker } from '@playwright/test';
import type { Chromium } from './chromium';

/** Every line logged from now on by pages, content scripts and workers. */
export function logOf(chromium: Chromium): string[] {
  const lines: string[] = [];
  const { context } = chromium;
  const listenTo = (worker: Worker) => worker.on('console', (message) => lines.push(message.text()));
  context.on('console', (message) => lines.push(message.text()));
  context.on('weberror', (error) => lines.push(String(error.error())));
  for (const worker of context.serviceWorkers()) listenTo(worker);
  context.on('serviceworker', listenTo);
  return lines;
}
