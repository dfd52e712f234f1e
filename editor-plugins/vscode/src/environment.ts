// A virtual environment of the extension's own, for those who have none with servicelint in it.
import { execFile } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import * as vscode from "vscode";
import { interpreter } from "./server";

const run = promisify(execFile);
// spaCy and its model are some 100 MB.
const PATIENCE = 20 * 60_000;

export function folderOf(context: vscode.ExtensionContext): string {
  return path.join(context.globalStorageUri.fsPath, "environment");
}

export function pythonIn(folder: string): string {
  return process.platform === "win32" ? path.join(folder, "Scripts", "python.exe") : path.join(folder, "bin", "python");
}

/** Make the environment, anew where there is one. True when servicelint is in it now; else the user was told why. */
export async function install(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): Promise<boolean> {
  const folder = folderOf(context);
  const what = vscode.workspace.getConfiguration("servicelint").get<string>("package") || "servicelint[lsp]";
  const step = async (program: string, args: string[]): Promise<void> => {
    log.info(`${program} ${args.join(" ")}`);
    const { stdout, stderr } = await run(program, args, { timeout: PATIENCE, maxBuffer: 64 << 20 });
    log.info(stdout + stderr);
  };
  const options = { location: vscode.ProgressLocation.Notification, title: "servicelint" };
  return vscode.window.withProgress(options, async (progress) => {
    try {
      await mkdir(path.dirname(folder), { recursive: true });
      progress.report({ message: "making a virtual environment …" });
      const python = (await interpreter(log)) ?? (process.platform === "win32" ? "py" : "python3");
      await step(python, ["-m", "venv", "--clear", folder]);
      progress.report({ message: `installing ${what} …` });
      await step(pythonIn(folder), ["-m", "pip", "install", "--disable-pip-version-check", what]);
      return true;
    } catch (error) {
      log.error(String(error));
      // Half an environment would be found and not work.
      await rm(folder, { recursive: true, force: true });
      const said = error instanceof Error ? error.message.trim().split("\n").at(-1) : String(error);
      void vscode.window
        .showErrorMessage(`The environment could not be made: ${said}. It needs Python 3.11 or newer.`, "Show the Log")
        .then((choice) => choice && log.show());
      return false;
    }
  });
}
