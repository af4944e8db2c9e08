/** A failure with instructions: its message is printed without a stack. */
export class ToolError extends Error {
  override readonly name = 'ToolError';
}

/** Runs a tool's main function; ends the process with 1 and the message where it throws. */
export async function runTool(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof ToolError ? error.message : error);
    process.exitCode = 1;
  }
}
