// Starts the language server, passes settings on, shows its state. All checking is the server's.
import * as vscode from "vscode";
import { LanguageClient, LanguageClientOptions, ServerOptions, State, TransportKind } from "vscode-languageclient/node";
import { folderOf, install, pythonIn } from "./environment";
import { findServer } from "./server";

const LANGUAGES = [
  "plaintext", "markdown", "html", "liquid", "jinja", "jinja-html", "django-html", "handlebars", "eml", "json", "jsonl",
  "yaml", "toml", "csv", "tsv", "po", "php",
];
const KEYS = ["configFile", "channel", "registers", "select", "ignore", "severity", "packs"] as const;

let own: string;
let client: LanguageClient | undefined;
let status: vscode.StatusBarItem;
let log: vscode.LogOutputChannel;

function settings(): Record<string, unknown> {
  const given = vscode.workspace.getConfiguration("servicelint");
  return Object.fromEntries(KEYS.map((key) => [key, given.get(key)]));
}

async function start(): Promise<void> {
  await stop();
  if (!vscode.workspace.getConfiguration("servicelint").get("enable")) {
    show("$(circle-slash) servicelint", "Switched off by servicelint.enable");
    return;
  }
  const command = await findServer(log, own);
  const run: ServerOptions = { ...command, transport: TransportKind.stdio };
  const options: LanguageClientOptions = {
    documentSelector: LANGUAGES.flatMap((language) => [
      { scheme: "file", language },
      { scheme: "untitled", language },
      { scheme: "vscode-remote", language },
    ]),
    initializationOptions: { servicelint: settings() },
    outputChannel: log,
    // The server registers for the files that it wants to hear about.
    synchronize: {},
  };
  client = new LanguageClient("servicelint", "servicelint", run, options);
  client.onDidChangeState((change) => {
    if (change.newState === State.Running) {
      count();
    } else if (change.newState === State.Starting) {
      show("$(sync~spin) servicelint", "Starting");
    } else {
      show("$(error) servicelint", "Not running: see the log");
    }
  });
  try {
    await client.start();
  } catch (error) {
    show("$(error) servicelint", `Not running: ${String(error)}`);
    const choice = await vscode.window.showErrorMessage(
      `servicelint could not be started (${command.command}). Install it here, or with: pip install 'servicelint[lsp]'`,
      "Install",
      "Show the Log",
      "Settings",
    );
    if (choice === "Install") {
      await vscode.commands.executeCommand("servicelint.install");
    } else if (choice === "Show the Log") {
      log.show();
    } else if (choice) {
      await vscode.commands.executeCommand("workbench.action.openSettings", "servicelint.path");
    }
  }
}

async function stop(): Promise<void> {
  const old = client;
  client = undefined;
  if (old?.needsStop()) {
    await old.stop();
  }
}

function show(text: string, tooltip: string): void {
  status.text = text;
  status.tooltip = tooltip;
  status.show();
}

/** Say how many findings the open document has. */
function count(): void {
  const uri = vscode.window.activeTextEditor?.document.uri;
  const found = uri ? vscode.languages.getDiagnostics(uri).filter((mark) => mark.source === "servicelint") : [];
  const errors = found.filter((mark) => mark.severity === vscode.DiagnosticSeverity.Error).length;
  const icon = errors ? "$(error)" : found.length ? "$(warning)" : "$(check)";
  show(`${icon} servicelint${found.length ? ` ${found.length}` : ""}`, `${found.length} findings, ${errors} of them errors`);
}

/** The customer's message comes from the clipboard, and can be changed before it is used. */
async function checkWithMessage(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor || !client) {
    return;
  }
  const copied = (await vscode.env.clipboard.readText()).trim();
  const message = await vscode.window.showInputBox({
    title: "The customer's message",
    prompt: "What the draft answers; empty: forget it",
    value: copied.replace(/\s+/g, " "),
  });
  if (message === undefined) {
    return;
  }
  // A single line cannot show paragraphs: what was not changed goes as it was copied.
  const whole = message === copied.replace(/\s+/g, " ") ? copied : message;
  await client.sendRequest("workspace/executeCommand", {
    command: "servicelint.setThread",
    arguments: [client.code2ProtocolConverter.asUri(editor.document.uri), whole ? [whole] : []],
  });
}

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  log = vscode.window.createOutputChannel("servicelint", { log: true });
  own = pythonIn(folderOf(context));
  status = vscode.window.createStatusBarItem("servicelint", vscode.StatusBarAlignment.Right);
  status.name = "servicelint";
  status.command = "workbench.actions.view.problems";
  context.subscriptions.push(
    log,
    status,
    vscode.commands.registerCommand("servicelint.checkWithMessage", checkWithMessage),
    vscode.commands.registerCommand("servicelint.restart", start),
    vscode.commands.registerCommand("servicelint.install", async () => {
      // A running server holds the files that are replaced.
      await stop();
      await install(context, log);
      await start();
    }),
    vscode.commands.registerCommand("servicelint.showLog", () => log.show()),
    vscode.languages.onDidChangeDiagnostics(() => client?.isRunning() && count()),
    vscode.window.onDidChangeActiveTextEditor(() => client?.isRunning() && count()),
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration("servicelint.path") || change.affectsConfiguration("servicelint.enable")) {
        await start();
      } else if (change.affectsConfiguration("servicelint")) {
        await client?.sendNotification("workspace/didChangeConfiguration", { settings: { servicelint: settings() } });
      }
    }),
  );
  await start();
}

export function deactivate(): Promise<void> {
  return stop();
}
