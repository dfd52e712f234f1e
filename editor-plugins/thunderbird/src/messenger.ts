// The parts of Thunderbird's own interface that are used here (webextension-api.thunderbird.net, Manifest V3).
interface Event<F> {
  addListener(listener: F): void;
}

interface Messenger {
  compose: {
    onBeforeSend: Event<(tab: { id: number }) => Promise<{ cancel: boolean }>>;
  };
  composeAction: {
    openPopup(options?: { windowId?: number }): Promise<boolean>;
    setBadgeText(details: { tabId: number; text: string }): Promise<void>;
    setBadgeBackgroundColor(details: { tabId: number; color: string }): Promise<void>;
  };
  scripting: {
    compose: {
      getRegisteredScripts(): Promise<{ id: string }[]>;
      registerScripts(scripts: { id: string; js: string[]; css: string[] }[]): Promise<void>;
    };
  };
}

declare global {
  const messenger: Messenger;
}

// What the script in a draft is asked, and answers.
export type ComposeAsk =
  | { type: "list" }
  | { type: "settle" } // the errors, once the newest text has been checked
  | { type: "accept"; finding: string; rewrite: number }
  | { type: "ignore"; finding: string }
  | { type: "recheck" };

export interface Listed {
  trouble: string;
  pending: boolean;
  chosen: string;
  findings: { id: string; rule: string; text: string; message: string; severity: string; rewrites: { text: string; hint: string }[] }[];
}
