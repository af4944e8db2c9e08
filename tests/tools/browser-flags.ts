/**
 * Features disabled in Chromium: the hidden pages of its address bar, which use a whole processor
 * while a window opens, and those that Playwright disables, since only the last such flag counts
 * (playwright-core, server/chromium/chromiumSwitches.ts).
 */
const FEATURES = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'PreloadTopChromeWebUI',
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'TcpPortRandomizationWin',
  'ThirdPartyStoragePartitioning',
  'msForceBrowserSignIn',
];

/** Flags for every Chromium of tests and tools. */
export const CHROMIUM_FLAGS = [
  `--disable-features=${FEATURES.join()}`,
  // Chromium refuses its sandbox to root, who runs tests in containers.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];
