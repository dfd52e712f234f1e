// What the engine answers (servicelint/native_host/host.py) and what the parts of an add-on tell each other.
// Offsets in findings, edits and changes count code points of the draft.

export type Severity = "error" | "warning" | "suggestion";

export interface Edit {
  start: number;
  end: number;
  text: string;
}

export interface Rewrite {
  label: string;
  safety: "safe" | "ask" | "fill";
  text: string;
  edits: Edit[];
}

export interface Finding {
  rule: string;
  category: string;
  severity: Severity;
  message: string;
  start: number;
  end: number;
  text: string;
  fingerprint: string;
  rewrites: Rewrite[];
}

export type Channel = "email" | "chat" | null;

// `draft`, or `change` to the text that had version `base`.
export interface CheckRequest {
  type: "check";
  field: string;
  version: number;
  draft?: string;
  base?: number;
  change?: Edit;
  thread: string[];
  channel: Channel;
}

export interface Problem {
  code: string;
  message: string;
}

export interface CheckAnswer {
  version?: number;
  findings?: Finding[];
  left_out?: number;
  notices?: string[];
  error?: Problem;
}

export interface RuleAnswer {
  rule?: { title: string; rationale: string; sources: { title: string; says: string; url: string }[] };
  error?: Problem;
}

export interface EngineState {
  ok: boolean;
  says: string;
  notices: string[];
}

// What a page's script asks of the background script.
export type Asked =
  | CheckRequest
  | { type: "rule"; rule: string }
  | { type: "close"; field: string }
  | { type: "thread" } // the conversation that the tab's top page shows
  | { type: "site" } // that page's host name
  | { type: "count"; errors: Left[] }
  | { type: "left" }
  | { type: "state"; restart?: boolean };

// An error that is left in a draft, as the question before sending shows it.
export interface Left {
  text: string;
  message: string;
}

export type Ask = <T>(message: Asked) => Promise<T>;

// What the background script tells or asks a page's script.
export type Told =
  | { type: "thread" }
  | { type: "site" }
  | { type: "recheck" }
  | { type: "left"; errors: Left[] }; // errors left in the tab's other frames
