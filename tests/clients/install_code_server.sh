#!/usr/bin/env bash
# Installs code-server (VS Code in a browser) from npm alone. Usage: install_code_server.sh FOLDER [VERSION]
# A plain `npm install` would compile kerberos (which wants gssapi.h) and download ripgrep; both are left out here.
# Needs: node 20 with its headers, npm, a C++ compiler, and Debian's ripgrep.
set -euo pipefail
folder=$1
version=${2:-4.100.3}
mkdir -p "$folder"
cd "$folder"
[ -f package.json ] || echo '{"private": true}' > package.json
npm install --ignore-scripts --no-audit --no-fund "code-server@$version" playwright-core@1
server=$PWD/node_modules/code-server
npm_root=$(dirname "$(readlink -f "$(command -v npm)")")/..
gyp=$npm_root/node_modules/node-gyp/bin/node-gyp.js
headers=${NODEDIR:-/usr}
npm_config_nodedir=$headers npm rebuild argon2
cd "$server/lib/vscode"
npm install --omit=dev --ignore-scripts --no-audit --no-fund
for module in node-pty native-watchdog @vscode/native-watchdog @vscode/spdlog @vscode/sqlite3; do
  if [ -f "node_modules/$module/binding.gyp" ]; then
    (cd "node_modules/$module" && node "$gyp" rebuild --nodedir="$headers")
  fi
done
mkdir -p node_modules/@vscode/ripgrep/bin
ln -sf "$(command -v rg)" node_modules/@vscode/ripgrep/bin/rg
ln -sfn node_modules node_modules.asar
ln -sf code-linux.sh bin/remote-cli/code-server
ln -sf browser-linux.sh bin/helpers/browser.sh
cd extensions
npm install --omit=dev --ignore-scripts --no-audit --no-fund
