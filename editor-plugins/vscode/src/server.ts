// Where the server is: the user's setting, the Python extension's interpreter, our own environment, the search path.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import * as vscode from "vscode";

export interface Command {
  command: string;
  args: string[];
}

const run = promisify(execFile);
// -P keeps Python from importing what lies in the opened folder.
const MODULE = ["-P", "-m", "servicelint", "lsp"];

interface PythonApi {
  environments: {
    getActiveEnvironmentPath(resource?: vscode.Uri): { path: string };
    resolveEnvironment(path: { path: string }): Promise<{ executable: { uri?: vscode.Uri } } | undefined>;
  };
}

export async function findServer(log: vscode.LogOutputChannel, own: string): Promise<Command> {
  const path = vscode.workspace.getConfiguration("servicelint").get<string>("path");
  if (path) {
    return { command: path, args: ["lsp"] };
  }
  for (const python of [await interpreter(log), own]) {
    if (python && (await works(python))) {
      return { command: python, args: MODULE };
    }
  }
  return { command: "servicelint", args: ["lsp"] };
}

export async function interpreter(log: vscode.LogOutputChannel): Promise<string | undefined> {
  // In a folder that is not trusted, the interpreter may be the folder's own.
  const extension = vscode.extensions.getExtension<PythonApi>("ms-python.python");
  if (!extension || !vscode.workspace.isTrusted) {
    return undefined;
  }
  try {
    const api = await extension.activate();
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const found = await api.environments.resolveEnvironment(api.environments.getActiveEnvironmentPath(folder));
    return found?.executable.uri?.fsPath;
  } catch (error) {
    log.warn(`the Python extension did not answer: ${String(error)}`);
    return undefined;
  }
}

async function works(python: string): Promise<boolean> {
  try {
    await run(python, ["-P", "-c", "import servicelint, pygls"], { timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}
