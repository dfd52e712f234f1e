"""Where browsers and Thunderbird look for native hosts, and what they want to read there.

By the documentation of Chrome (developer.chrome.com, "Native messaging") and Mozilla (MDN, "Native manifests").
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from servicelint.atomic import write_file

NAME = "org.servicelint.host"
#: The identifier that follows from `key` in the extension's manifest, for Chrome, Chromium and Edge.
CHROMIUM_ID = "omoabodjbnlgkgbfghoohdnjpedkikja"
MOZILLA_IDS = ("browser@servicelint", "thunderbird@servicelint")


@dataclass(frozen=True, slots=True)
class Client:
    """A program that starts native hosts: the folder of its profiles and that of its manifests, under the home."""

    title: str
    mozilla: bool
    profiles: Mapping[str, str]
    folders: Mapping[str, tuple[str, ...]]
    registry: str = ""


def _chromium(title: str, linux: str, mac: str, windows: str, registry: str) -> Client:
    mac = f"Library/Application Support/{mac}"
    folders = {"linux": (f"{linux}/NativeMessagingHosts",), "darwin": (f"{mac}/NativeMessagingHosts",)}
    profiles = {"linux": linux, "darwin": mac, "win32": f"AppData/Local/{windows}"}
    return Client(title, False, profiles, folders, rf"Software\{registry}\NativeMessagingHosts\{NAME}")


_MOZILLA = {
    "linux": (".mozilla/native-messaging-hosts",),
    "darwin": ("Library/Application Support/Mozilla/NativeMessagingHosts",),
}
_MOZILLA_KEY = rf"Software\Mozilla\NativeMessagingHosts\{NAME}"
CLIENTS = {
    "chrome": _chromium("Chrome", ".config/google-chrome", "Google/Chrome", "Google/Chrome", r"Google\Chrome"),
    "chromium": _chromium("Chromium", ".config/chromium", "Chromium", "Chromium", "Chromium"),
    "edge": _chromium("Edge", ".config/microsoft-edge", "Microsoft Edge", "Microsoft/Edge", r"Microsoft\Edge"),
    "firefox": Client(
        "Firefox",
        True,
        {"linux": ".mozilla", "darwin": "Library/Application Support/Firefox", "win32": "AppData/Roaming/Mozilla"},
        _MOZILLA,
        _MOZILLA_KEY,
    ),
    "thunderbird": Client(
        "Thunderbird",
        True,
        {"linux": ".thunderbird", "darwin": "Library/Thunderbird", "win32": "AppData/Roaming/Thunderbird"},
        _MOZILLA,
        _MOZILLA_KEY,
    ),
}


def present(home: Path) -> list[str]:
    """Return which clients this user has started before."""
    return [name for name, client in CLIENTS.items() if (home / client.profiles[platform()]).is_dir()]


def platform() -> str:
    """Return linux, darwin or win32; other systems are taken for Linux."""
    return sys.platform if sys.platform in ("darwin", "win32") else "linux"


def data_folder(home: Path) -> Path:
    """Return the folder for the launcher (and on Windows the manifests)."""
    if platform() == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "servicelint"
    if platform() == "darwin":
        return home / "Library" / "Application Support" / "servicelint"
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "servicelint"


def manifest(client: Client, launcher: Path, ids: Sequence[str]) -> bytes:
    """Return the manifest that lets the add-ons ``ids`` (besides our own) start ``launcher``."""
    value: dict[str, object] = {
        "name": NAME,
        "description": "servicelint checks messages to customers",
        "path": str(launcher),
        "type": "stdio",
    }
    if client.mozilla:
        value["allowed_extensions"] = [*MOZILLA_IDS, *(one for one in ids if not _is_chromium(one))]
    else:
        known = [CHROMIUM_ID, *(one for one in ids if _is_chromium(one))]
        value["allowed_origins"] = [f"chrome-extension://{one}/" for one in dict.fromkeys(known)]
    return (json.dumps(value, indent=2) + "\n").encode()


def _is_chromium(identifier: str) -> bool:
    return len(identifier) == 32 and set(identifier) <= set("abcdefghijklmnop")


def is_extension_id(identifier: str) -> bool:
    """Tell whether this is an identifier that a browser could give an extension."""
    return _is_chromium(identifier) or (len(identifier) <= 80 and ("@" in identifier or identifier.startswith("{")))


def write_launcher(folder: Path, config: str | None) -> Path:
    """Write the program that browsers start (a manifest has no place for arguments) and return its path."""
    command = [sys.executable, "-P", "-m", "servicelint", "native-host", "run"]
    if config:
        command += ["--config", str(Path(config).resolve())]
    folder.mkdir(parents=True, exist_ok=True)
    if platform() == "win32":
        path = folder / "native-host.bat"
        line = subprocess.list2cmdline(command).replace("%", "%%")
        write_file(path, f'@echo off\r\ncd /d "%USERPROFILE%"\r\n{line} %*\r\n'.encode())
    else:
        path = folder / "native-host.sh"
        write_file(path, f'#!/bin/sh\ncd "$HOME" || exit 1\nexec {shlex.join(command)} "$@"\n'.encode())
        path.chmod(0o755)
    return path


def folders_of(client: Client, home: Path) -> list[Path]:
    """Return where the manifest of this client lies."""
    if platform() == "win32":
        return [data_folder(home) / ("mozilla" if client.mozilla else "chromium")]
    return [home / folder for folder in client.folders[platform()]]


def announce(client: Client, folder: Path, data: bytes, register: bool = True) -> Path:
    """Write the manifest into ``folder`` (on Windows, name it in the registry too) and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{NAME}.json"
    write_file(path, data)
    if sys.platform == "win32" and register:
        import winreg

        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, client.registry) as key:
            winreg.SetValueEx(key, "", 0, winreg.REG_SZ, str(path))
    return path


def withdraw(client: Client, folder: Path) -> Path | None:
    """Remove the manifest from ``folder`` and return where it was, None when it was not there."""
    if sys.platform == "win32":
        import winreg

        with suppress(OSError):
            winreg.DeleteKey(winreg.HKEY_CURRENT_USER, client.registry)
    path = folder / f"{NAME}.json"
    if not path.exists():
        return None
    path.unlink()
    return path
