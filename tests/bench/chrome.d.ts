/** What the measurements call on the extension's pages, beside what tests call. */
declare namespace chrome {
  const tabs: { create(properties: { url: string }): Promise<unknown> };
}
