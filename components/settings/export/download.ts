/** Saves `text` as a YAML file, without the `downloads` permission. */
export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // it is read by then
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
