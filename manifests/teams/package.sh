#!/usr/bin/env bash
# Makes the package that Teams takes ("Upload a custom app"): the manifest with your own ids in it, and the two icons.
#
#   manifests/teams/package.sh [--read] APP_ID HOST [FILE]
#
# --read asks the owner of each team or chat for resource-specific consent: the bot gets what people write there without calling it, which
# Teams:AlertChannels needs and nothing else does.
# APP_ID is the application (client) id of the bot's registration, HOST the name under which people reach the bot's page, FILE where
# the package goes (chatops-teams.zip).
set -euo pipefail
read=
if [ "${1:-}" = --read ]; then read=yes; shift; fi
[ $# -ge 2 ] || { sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$0"; exit 2; }
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
app=$1 host=$2 file=$(realpath -m "${3:-chatops-teams.zip}")
[[ $app =~ ^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$ ]] || { echo "\"$app\" is no application id" >&2; exit 2; }
[[ $host =~ ^[A-Za-z0-9.-]+$ ]] || { echo "\"$host\" is no name of a host" >&2; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
sed -e "s/00000000-0000-0000-0000-000000000000/$app/g" -e "s/chatops\.example\.com/$host/g" "$here/manifest.json" >"$folder/manifest.json"
if [ -n "$read" ]; then
  consent='"webApplicationInfo": { "id": "'$app'", "resource": "https://'$host'" },
  "authorization": { "permissions": { "resourceSpecific": [
    { "name": "ChannelMessage.Read.Group", "type": "Application" },
    { "name": "ChatMessage.Read.Chat", "type": "Application" }
  ] } },'
  awk -v consent="  $consent" '/"supportsChannelFeatures"/ { print consent } { print }' "$folder/manifest.json" >"$folder/with-consent.json"
  mv "$folder/with-consent.json" "$folder/manifest.json"
fi
cp "$here/color.png" "$here/outline.png" "$folder/"
rm -f "$file"
# Python is on every machine that has no zip.
if command -v zip >/dev/null; then (cd "$folder" && zip -q -X "$file" manifest.json color.png outline.png); else (cd "$folder" && python3 -m zipfile -c "$file" manifest.json color.png outline.png); fi
echo "$file"
