// The background script: one connection to the engine for all tabs; the badge says how many errors a tab has left.
import { Hub } from "../../web/src/engine/hub";

const hub = new Hub();
hub.onCount = (tabId, errors) => {
  if (tabId < 0) return;
  // The tab may be gone by now.
  chrome.action.setBadgeText({ tabId, text: errors ? String(errors) : "" }).catch(() => {});
  chrome.action.setBadgeBackgroundColor({ tabId, color: "#b42318" }).catch(() => {});
};
