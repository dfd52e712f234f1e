#!/usr/bin/env bash
# Make a virtual environment: make_venv.sh PYTHON FOLDER. On Debian python3-venv is installed first when it is missing.
set -euo pipefail
python=$1 folder=$2

if ! "$python" -c 'import sys; sys.exit(not sys.version_info >= (3, 11))'; then
  echo "servicelint needs Python 3.11 or newer; name one with: make PYTHON=python3.12" >&2
  exit 1
fi
if [ -x "$folder/bin/python" ] && "$folder/bin/python" -m pip --version >/dev/null 2>&1; then
  exit 0
fi
if ! "$python" -c 'import ensurepip' 2>/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null
  else
    echo "Python's venv module is missing: install it with 'apt-get install python3-venv' and run make again" >&2
    exit 1
  fi
fi
"$python" -m venv "$folder"
