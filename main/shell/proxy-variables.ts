/**
 * Takes the proxy variables out of this process's environment. Electron would go by them on Linux, and what some shell was
 * started with is not a setting of the app. To be called before the app is ready.
 */
export function forgetProxyVariables(): void {
  for (const name of Object.keys(process.env)) {
    if (/^(?:all|auto|ftp|https?|no|socks)_(?:proxy|server)$/i.test(name)) delete process.env[name];
  }
}
