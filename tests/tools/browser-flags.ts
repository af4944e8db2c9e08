/**
 * Left out of Chromium in tests and benches: the hidden pages of its own address bar, which take a processor for
 * themselves while a window opens, and what Playwright leaves out, since only the last such flag counts
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

/** Flags for every Chromium that is started here. */
export const CHROMIUM_FLAGS = [
  `--disable-features=${FEATURES.join()}`,
  // Chromium refuses its sandbox to root, who runs tests in containers.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];
